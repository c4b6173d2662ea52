// The syllables of phrases: crypto/words/words.txt, which a test compares. A copy, so that no build step reaches outside the
// pages' folder; only tellers' workers load it.

export const list: readonly string[] = `
ac ach ai am an ang anh ao ap at au ba bac bach bai bam ban bang banh bao bap bat bau be bec bech bem ben beng benh beo bep
bet beu bi bia bich biec biem bien bieng biep biet bieu bim bin binh bip bit biu bo boa boac boach boai boam boan boang boanh
boao boap boat boc boen boeo boet boi bom bon bong booc boong bop bot bu bua buan buang buat buay buc buech buenh bui bum bun
bung buoc buom buon buong buop buot buou bup but buu buya buych buyen buyet buynh buyt buyu ca cach cai cam can cang canh cao
cap cat cau cha chac chach chai cham chan chang chanh chao chap chat chau che chec chech chem chen cheng chenh cheo chep cheu
chi chia chich chiec chiem chien chieng chiep chiet chieu chin chinh chip chit chiu choa choac choach choai choam choan choang
choanh choao choap choat choc choen choeo choet choi chom chon chong chooc choong chop chot chu chua chuan chuang chuat chuay
chuc chuech chuenh chui chum chun chung chuoc chuoi chuom chuon chuong chuop chuot chuou chup chut chuu chuya chuych chuyen
chuyet chuynh chuyt chuyu co coa coac coach coai coam coan coang coanh coao coap coat coc coen coeo coet coi com con cong cooc
coong cop cot cua cuan cuang cuat cuay cuc cuech cuenh cui cum cun cung cuoc cuoi cuom cuon cuong cuop cuot cuou cup cuu cuya
cuych cuyen cuyet cuynh cuyt cuyu da dac dach dan dang danh dao dap dat dau day de dec dech dem den deng denh dep det deu di
dich diec diem dien dieng diep diet dieu dim din dinh dip diu do doa doac doach doai doam doan doang doanh doao doap doat doc
doen doeo doet doi dom don dong dooc doong dop dot dua duan duang duat duay duc duech duenh dui dum dun dung duoc duoi duom
duon duong duop duot duou dup dut duu duya duych duyen duyet duynh duyt duyu ec ech em en eng enh ep et eu ga gac gach gai gam
gan gang ganh gao gap gat gau ghe ghec ghech ghem ghen gheng ghenh gheo ghep ghet gheu ghi ghia ghich ghiec ghiem ghien ghieng
ghiep ghiet ghieu ghim ghin ghinh ghip ghit ghiu gia giac giai giam gian giang gianh giao giap giat giau gie gieng gieo giep
gio gioc gioi giong giot giu giua giuc gium giuong giup giut go goa goac goach goai goam goan goang goanh goao goap goat goc
goen goeo goet goi gom gon gong gooc goong gop got gu gum gun gung guoi guom guong guop guot guou gup gut guu guya ha hac hach
hai ham han hang hanh hao hap hat hau he hec hech hem hen heng henh heo hep het heu hi hia hich hiec hiem hien hieng hiet hieu
him hin hinh hip hit hiu ho hoa hoac hoach hoai hoam hoan hoang hoanh hoao hoap hoat hoc hoen hoeo hoet hoi hom hon hong hooc
hoong hop hot hu hua huan huang huat huay huc huech huenh hui hum hun hung huoc huoi huom huon huong huop huot huou hup hut
huu huya huych huyen huyet huynh huyt huyu ich im in inh ip it ke kec kech kem ken keng kenh keo kep ket keu kha khac khach
khai kham khan khang khanh khao khap khat khau khe khec khech khem khen kheng khenh kheo khep khet kheu khi khia khich khiec
khiem khien khieng khiep khiet khieu khim khin khinh khip khit khiu kho khoa khoac khoach khoai khoam khoan khoang khoanh
khoao khoap khoat khoc khoen khoeo khoet khoi khom khon khong khooc khoong khop khot khu khua khuan khuang khuat khuay khuc
khuech khuenh khui khum khun khung khuoc khuoi khuom khuon khuong khuop khuot khuou khup khut khuu khuya khuych khuyen khuyet
khuynh khuyt khuyu ki kia kich kiec kiem kien kieng kiep kiet kieu kim kin kinh kip kit kiu la lac lach lai lam lan lang lanh
lao lap lat lau le lec lech lem len leng lenh leo lep let leu li lia lich liec liem lien lieng liep liet lieu lim lin linh lip
lit liu lo loa loac loach loai loam loan loang loanh loao loap loat loc loen loeo loet loi lom long looc loong lop lot lu lua
luan luang luat luay luc luech luenh lui lum lun lung luoc luoi luom luon luong luop luot luou lup lut luu luya luych luyen
luyet luynh luyt luyu mac mach mai mam man mang manh mao map mat mau me mec mech mem men meng menh meo mep met meu mi mia mich
miec miem mien mieng miep miet mieu mim min minh mip mit miu mo moa moac moach moai moam moan moang moanh moao moap moat moc
moen moeo moet moi mom mon mong mooc moong mop mot mu mua muan muang muat muay muc muech muenh mui mum mun mung muoc muoi muom
muon muong muop muot muou mup mut muu muya muych muyen muyet muynh muyt muyu na nac nach nai nam nan nang nanh nao nap nat nau
ne nec nech nem nen neng nenh neo nep net neu nga ngac ngach ngai ngam ngan ngang nganh ngao ngap ngat ngau nghe nghec nghech
nghem nghen ngheng nghenh ngheo nghep nghet ngheu nghi nghia nghich nghiec nghiem nghien nghiep nghiet nghieu nghim nghin
nghinh nghip nghit nghiu ngo ngoa ngoac ngoach ngoai ngoam ngoan ngoang ngoanh ngoao ngoap ngoat ngoc ngoen ngoeo ngoet ngoi
ngom ngon ngong ngooc ngoong ngop ngot ngua nguan nguang nguat nguay nguc nguech nguenh ngui ngum ngun ngung nguoc nguoi nguom
nguon nguong nguop nguot nguou ngup ngut nguu nguya nguych nguyen nguyet nguynh nguyt nguyu nha nhac nhach nhai nham nhan
nhang nhanh nhao nhap nhat nhau nhe nhec nhech nhem nhen nheng nhenh nheo nhep nhet nheu nhi nhia nhich nhiec nhiem nhien
nhieng nhiep nhiet nhieu nhim nhin nhinh nhip nhit nhiu nho nhoa nhoac nhoach nhoai nhoam nhoan nhoang nhoanh nhoao nhoap
nhoat nhoc nhoen nhoeo nhoet nhoi nhom nhon nhong nhooc nhoong nhop nhot nhu nhua nhuan nhuang nhuat nhuay nhuc nhuech nhuenh
nhui nhum nhun nhung nhuoc nhuoi nhuom nhuon nhuong nhuop nhuot nhuou nhup nhut nhuu nhuya nhuych nhuyen nhuyet nhuynh nhuyt
nhuyu ni nia nich niec niem nien nieng niep niet nieu nim nin ninh nip nit niu no noa noac noach noai noam noan noang noanh
noao noap noat noc noen noeo noet noi nom non nong nooc noong nop not nu nua nuan nuang nuat nuay nuc nuech nuenh nui num nun
nung nuoc nuoi nuom nuon nuong nuop nuot nuou nup nut nuu nuya nuych nuyen nuyet nuynh nuyt nuyu oa oac oach oai oam oan oang
oanh oao oap oat oc oen oeo oet oi om on ong ooc oong op ot pa pac pach pai pam pan pang panh pao pap pat pau pe pec pech pem
pen peng penh peo pep pet peu pha phac phach phai pham phan phang phanh phao phap phat phau phe phec phech phem phen pheng
phenh pheo phep phet pheu phi phia phich phiec phiem phien phieng phiep phiet phieu phim phin phinh phip phit phiu pho phoa
phoac phoach phoai phoam phoan phoang phoanh phoao phoap phoat phoc phoen phoeo phoet phoi phom phon phong phooc phoong phop
phot phu phua phuan phuang phuat phuay phuc phuech phuenh phui phum phun phung phuoc phuoi phuom phuon phuong phuop phuot
phuou phup phut phuu phuya phuych phuyen phuyet phuynh phuyt phuyu pi pia pich piec piem pien pieng piep piet pieu pim pin
pinh pip pit piu po poa poac poach poai poam poan poang poanh poao poap poat poc poen poeo poet poi pom pon pong pooc poong
pop pot pu pua puan puang puat puay puc puech puenh pui pum pun pung puoc puoi puom puon puong puop puot puou pup put puu puya
puych puyen puyet puynh puyt puyu qua quac quach quai quan quang quanh quao quat quau que quec quech queng quenh queo quoc
quon quy quych quyen quyet quyeu quynh quyt quyu ra rac rach rai ram ran rang ranh rao rap rat rau re rec rech rem ren reng
renh reo rep ret reu ri ria rich riec riem rien rieng riep riet rieu rim rin rinh rip rit riu ro roa roac roach roai roam roan
roang roanh roao roap roat roc roen roeo roet roi rom ron rong rooc roong rop rot ru rua ruan ruang ruat ruay ruc ruech ruenh
rui rum run rung ruoc ruoi ruom ruon ruong ruop ruot ruou rup rut ruu ruya ruych ruyen ruyet ruynh ruyt ruyu sa sac sach sai
sam san sang sanh sao sap sat sau se sec sech sem sen seng senh seo sep set seu si sia sich siec siem sien sieng siep siet
sieu sim sin sinh sip sit siu so soa soac soach soai soam soan soang soanh soao soap soat soc soen soeo soet soi som son song
sooc soong sop sot su sua suan suang suat suay suc suech suenh sui sum sun sung suoc suoi suom suon suong suop suot suou sup
sut suu suya suych suyen suyet suynh suyt suyu ta tac tach tai tam tan tang tanh tao tap tat tau te tec tech tem ten teng tenh
teo tep tet teu tha thac thach thai tham than thang thanh thao thap that thau the thec thech them then theng thenh theo thep
thet theu thi thia thich thiec thiem thien thieng thiep thiet thieu thim thin thinh thip thit thiu tho thoa thoac thoach thoai
thoam thoan thoang thoanh thoao thoap thoat thoc thoen thoeo thoet thoi thom thon thong thooc thoong thop thot thu thua thuan
thuang thuat thuay thuc thuech thuenh thui thum thun thung thuoc thuoi thuom thuon thuong thuop thuot thuou thup thut thuu
thuya thuych thuyen thuyet thuynh thuyt thuyu ti tia tich tiec tiem tien tieng tiep tiet tieu tim tin tinh tip tit tiu to toa
toac toach toai toam toan toang toanh toao toap toat toc toen toeo toet toi tom ton tong tooc toong top tot tra trac trach
trai tram tran trang tranh trao trap trat trau tre trec trech trem tren treng trenh treo trep tret treu tri tria trich triec
triem trien trieng triep triet trieu trim trin trinh trip trit triu tro troa troac troach troai troam troan troang troanh
troao troap troat troc troen troeo troet troi trom tron trong trooc troong trop trot tru trua truan truang truat truay truc
truech truenh trui trum trun trung truoc truoi truom truon truong truop truot truou trup trut truu truya truych truyen truyet
truynh truyt truyu tu tua tuan tuang tuat tuay tuc tuech tuenh tui tum tun tung tuoc tuoi tuom tuon tuong tuop tuot tuou tup
tut tuu tuya tuych tuyen tuyet tuynh tuyt tuyu um un ung uou up ut va vac vach vai vam van vang vanh vao vap vat vau ve vec
vech vem ven veng venh veo vep vet veu vi via vich viec viem vien vieng viep viet vieu vim vin vinh vip vit viu vo voa voac
voach voai voam voan voang voanh voao voap voat voc voen voeo voet voi vom von vong vooc voong vop vot vu vua vuan vuang vuat
vuay vuc vuech vuenh vui vum vun vung vuoc vuoi vuom vuon vuong vuop vuot vuou vup vut vuu vuya vuych vuyen vuyet vuynh vuyt
vuyu xa xac xach xai xam xan xang xanh xao xap xat xau xe xec xech xem xen xeng xenh xeo xep xet xeu xi xia xich xiec xiem
xien xieng xiep xiet xieu xim xin xinh xip xit xiu xo xoa xoac xoach xoai xoam xoan xoang xoanh xoao xoap xoat xoc xoen xoeo
xoet xoi xom xon xong xooc xoong xop xot xu xua xuan xuang xuat xuay xuc xuech xuenh xui xum xun xung xuoc xuoi xuom xuon
xuong xuop xuot xuou xup xut xuu xuya xuych xuyen xuyet xuynh xuyt xuyu
`.trim().split(/\s+/);
