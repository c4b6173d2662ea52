package record_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/voter"
	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
	"phieukin/tally/rating"
	"phieukin/tally/record"
	"phieukin/tally/tallytest"
	"phieukin/tally/trustee"
	"phieukin/web/wire"
)

// crypto/SPEC.md shows one meeting. Its values lie in crypto/testdata/example, made by our code (-update makes another
// meeting, and SPEC.md must then be changed by hand); these tests hold that the code still reads them as SPEC.md says.

const exampleDir = testdata + "example/"

// example is crypto/testdata/example/example.json. The keys are throw-away.
type example struct {
	Election     string   `json:"election"`
	Manifest     string   `json:"manifest"`
	Setup        string   `json:"setup"`
	SealCode     string   `json:"seal_code"`
	RegistrarTag string   `json:"registrar_tag"`
	Credential   string   `json:"credential"`
	Public       string   `json:"public_credential"`
	Seed         string   `json:"seed"`
	R00          string   `json:"r_0_0"`
	R12          string   `json:"r_1_2"`
	Ballot       string   `json:"ballot"`
	Compact      string   `json:"compact"`  // hex
	Identity     string   `json:"identity"` // of the meeting's envelope
	Frame        string   `json:"frame"`    // hex
	Tracker      string   `json:"tracker"`
	Receipt      string   `json:"receipt"`
	ReceiptCode  string   `json:"receipt_code"`
	Trackers     string   `json:"trackers"`
	SealedHead   string   `json:"sealed_head"`
	ClosedHead   string   `json:"closed_head"`
	HeadCode     string   `json:"head_code"`
	HostNonce    string   `json:"host_nonce"`
	PhoneNonce   string   `json:"phone_nonce"`
	Commit       string   `json:"commit"`
	CheckinCode  string   `json:"checkin_code"`
	Nonces       []string `json:"nonces"` // of the ceremony
	TellersCode  string   `json:"tellers_code"`
	Part         string   `json:"part"`
	Phrase       string   `json:"phrase"`
	Backup       string   `json:"backup"`
	BackupPlain  string   `json:"backup_content"`
}

func loadExample(t *testing.T) (example, []byte) {
	t.Helper()
	var x example
	data, err := os.ReadFile(exampleDir + "example.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &x); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(exampleDir + "record.bel")
	if err != nil {
		t.Fatal(err)
	}
	return x, file
}

func TestSpecExampleIsReadAsItSays(t *testing.T) {
	if *update {
		makeExample(t)
	}
	x, file := loadExample(t)
	must := func(ok bool, what string) {
		t.Helper()
		if !ok {
			t.Error(what)
		}
	}
	e, err := ballot.ParseElection([]byte(x.Election))
	if err != nil {
		t.Fatal(err)
	}
	m, err := e.ParseManifest([]byte(x.Manifest))
	if err != nil {
		t.Fatal(err)
	}
	r, err := record.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	must(string(r.Election) == x.Election && string(r.Setup) == x.Setup, "the record's setup")
	must(ballot.SealCode([]byte(x.Setup)) == x.SealCode, "seal code")
	must(ballot.RegistrarTag(m.Registrar) == x.RegistrarTag, "registrar tag")
	public := group.GPow(voter.Credential(x.Credential).Key(e.UUID))
	must(public.String() == x.Public && bytes.Contains(r.Credentials, []byte(x.Public)), "credential")

	seed, err := hex.DecodeString(x.Seed)
	must(err == nil && len(seed) == 32, "seed")
	for label, want := range map[string]string{"0,0": x.R00, "1,2": x.R12} {
		must(expanded(seed, label) == want, "seed expansion "+label)
	}

	frame, err := hex.DecodeString(x.Frame)
	must(err == nil, "frame")
	cast, err := wire.ParseCast(frame)
	must(err == nil && cast.Fingerprint == e.Fingerprint, "frame's fingerprint")
	id, err := envelope.ParseIdentity(x.Identity)
	if err != nil {
		t.Fatal(err)
	}
	must(id.Recipient() == m.Recipient, "recipient")
	compact, err := id.Open(cast.Sealed, e.CompactSize())
	must(err == nil && hex.EncodeToString(compact) == x.Compact && len(compact) == e.CompactSize(), "compact ballot in the frame")
	b, err := ballot.FromCompact(e, compact)
	if err != nil {
		t.Fatal(err)
	}
	credentials, err := ballot.ParseCredentials(r.Credentials)
	must(err == nil && string(b.Encode()) == x.Ballot && b.Verify(e, credentials) == nil && b.Tracker() == x.Tracker, "ballot")

	var receipt ballot.Receipt
	must(strict.DecodeCanonical([]byte(x.Receipt), &receipt) == nil && receipt.Verify(m.SigningKey) && receipt.Tracker == x.Tracker, "receipt")
	must(ballot.ReceiptCode(x.Tracker) == x.ReceiptCode, "receipt code")
	var sealed, closed ballot.Head
	must(strict.DecodeCanonical([]byte(x.SealedHead), &sealed) == nil && strict.DecodeCanonical([]byte(x.ClosedHead), &closed) == nil, "heads")
	must(closed.Code() == x.HeadCode && closed.Trackers == ballot.HexDigest([]byte(x.Trackers)) && strings.Contains(x.Trackers, x.Tracker), "closed head")
	report, err := record.Verify(file, []byte(x.Manifest), sealed, closed)
	must(err == nil && report.Valid() && len(report.Warnings) == 0, "the record verifies")

	nonce, err := hex.DecodeString(x.PhoneNonce)
	must(err == nil && ballot.HexDigest(nonce) == x.Commit, "check-in commitment")
	sum := sha256.Sum256([]byte("phieukin-checkin|" + x.Commit + "|" + x.HostNonce + "|" + x.PhoneNonce + "|" + m.Registrar + "|4"))
	must(fmt.Sprintf("%04d", binary.BigEndian.Uint32(sum[:])%10000) == x.CheckinCode, "check-in code")
	must(threshold.TellersCode([]byte(x.Setup), x.Nonces) == x.TellersCode, "tellers' code")
	must(string(r.Partials[0].Payload) == x.Part, "part")
	backup, err := trustee.OpenBackup([]byte(x.Backup), x.Phrase)
	if err != nil {
		t.Fatal(err)
	}
	must(string(strict.Encode(backup)) == x.BackupPlain, "backup")
	_, err = backup.Restore(e.UUID, r.Trustees)
	must(err == nil, "the backup's share")
}

// expanded is the scalar of a ciphertext, by "question,cell".
func expanded(seed []byte, label string) string {
	first := sha256.Sum256(append(slices.Clone(seed), "phieukin-r|"+label+"|0"...))
	second := sha256.Sum256(append(slices.Clone(seed), "phieukin-r|"+label+"|1"...))
	return group.FromUniform(append(first[:], second[:]...)).String()
}

// TestSpecQuotesTheExample compares the lines "name: value" of SPEC.md's blocks with the example. A value may leave
// something out as "…".
func TestSpecQuotesTheExample(t *testing.T) {
	spec, err := os.ReadFile("../../crypto/SPEC.md")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(exampleDir + "example.json")
	if err != nil {
		t.Fatal(err)
	}
	var values map[string]any
	if err := json.Unmarshal(data, &values); err != nil {
		t.Fatal(err)
	}
	quoted := map[string]bool{}
	for _, block := range regexp.MustCompile("(?s)```example\n(.*?)```").FindAllSubmatch(spec, -1) {
		for line := range strings.Lines(string(block[1])) {
			name, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
			value, known := values[strings.TrimSpace(name)].(string)
			if !ok || !known {
				t.Errorf("no value for %q", line)
				continue
			}
			quoted[strings.TrimSpace(name)] = true
			for i, part := range strings.Split(text, "…") {
				at := strings.Index(value, part)
				if at < 0 || i == 0 && at > 0 {
					t.Errorf("%s is not %q", name, text)
					break
				}
				value = value[at+len(part):]
			}
			if value != "" && !strings.HasSuffix(text, "…") {
				t.Errorf("%s does not end where SPEC.md does", name)
			}
		}
	}
	for name := range values {
		if !quoted[name] && name != "nonces" {
			t.Errorf("%s is not quoted", name)
		}
	}
}

// TestSpecNamesEveryCode holds that the failures that the broken records are refused with stand in SPEC.md.
func TestSpecNamesEveryCode(t *testing.T) {
	spec, err := os.ReadFile("../../crypto/SPEC.md")
	if err != nil {
		t.Fatal(err)
	}
	in, _ := load(t)
	for _, f := range in.Faults {
		if !bytes.Contains(spec, []byte("`"+f.Code+"`")) {
			t.Errorf("%s is not explained", f.Code)
		}
	}
}

// makeExample holds a meeting of four: three members of a cell are rated by four levels, two of three tellers open.
func makeExample(t *testing.T) {
	t.Helper()
	m := tallytest.New(t, tallytest.Options{Questions: 2, Blank: true, Voters: 4, Spares: 1, Tellers: 2, Quorum: 3})
	meetingID, registrar := newIdentity(t), newIdentity(t)
	m.Election.Name, m.Election.Description = "Đánh giá, xếp loại năm 2026", "Chi bộ 1"
	for i, text := range []string{"Chi bộ 1", "Nguyễn Thị An\nBí thư"} {
		m.Election.Questions[i].Text = text
		m.Election.Questions[i].Answers = []string{
			"Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ",
		}
	}
	trustees, keys, nonces := ceremony(t, 3, 2)
	m.Keys = keys
	m = reseal(t, m, trustees, func(c *ballot.Manifest) {
		c.Threshold, c.Recipient, c.Registrar = 2, meetingID.Recipient(), registrar.Recipient()
		c.Profile = ballot.ProfileRef{Name: rating.Default.Name, Hash: rating.Default.Hash()}
	})
	s := publishStage(t, m, 1, 2)
	whole := s.sound.play(fault{})
	r, err := record.Parse(whole.file)
	if err != nil {
		t.Fatal(err)
	}
	b := s.ballots[0]
	seed := bytes.Repeat([]byte{7}, 32)
	scalar := func(label string) string { return expanded(seed, label) }
	credential := m.Voters[slices.IndexFunc(m.Voters, func(c voter.Credential) bool {
		return group.GPow(c.Key(m.Election.UUID)).Equal(b.Credential)
	})]
	sealed, err := envelope.Seal(meetingID.Recipient(), b.Compact())
	if err != nil {
		t.Fatal(err)
	}
	trackers := r.Trackers()
	var closed ballot.Head
	if err := json.Unmarshal([]byte(whole.heads[1]), &closed); err != nil {
		t.Fatal(err)
	}
	phoneNonce, hostNonce := "00112233445566778899aabbccddeeff", "ffeeddccbbaa99887766554433221100"
	raw, err := hex.DecodeString(phoneNonce)
	if err != nil {
		t.Fatal(err)
	}
	commit := ballot.HexDigest(raw)
	sum := sha256.Sum256([]byte("phieukin-checkin|" + commit + "|" + hostNonce + "|" + phoneNonce + "|" + registrar.Recipient() + "|4"))
	backup, err := trustee.NewBackup(keys[1], m.Election.UUID, 2, trustees)
	if err != nil {
		t.Fatal(err)
	}
	phrase := "cham doan giuong khuyen manh phanh thich xiec"
	file, err := backup.Seal(phrase)
	if err != nil {
		t.Fatal(err)
	}
	x := example{
		Election: string(m.Setup.Election), Manifest: string(m.Setup.Manifest), Setup: string(r.Setup),
		SealCode: ballot.SealCode(r.Setup), RegistrarTag: ballot.RegistrarTag(registrar.Recipient()),
		Credential: string(credential), Public: b.Credential.String(),
		Seed: hex.EncodeToString(seed), R00: scalar("0,0"), R12: scalar("1,2"),
		Ballot: b.raw, Compact: hex.EncodeToString(b.Compact()), Identity: meetingID.String(),
		Frame:   hex.EncodeToString(wire.CastFrame{Fingerprint: m.Election.Fingerprint, Sealed: sealed}.Encode()),
		Tracker: b.Tracker(), Receipt: string(strict.Encode(ballot.SignReceipt(m.Signing, m.Election.Fingerprint, b.Tracker()))),
		ReceiptCode: ballot.ReceiptCode(b.Tracker()), Trackers: string(ballot.EncodeTrackers(trackers)),
		SealedHead: whole.heads[0], ClosedHead: whole.heads[1], HeadCode: closed.Code(),
		HostNonce: hostNonce, PhoneNonce: phoneNonce, Commit: commit, CheckinCode: fmt.Sprintf("%04d", binary.BigEndian.Uint32(sum[:])%10000),
		Nonces: nonces, TellersCode: threshold.TellersCode(r.Setup, nonces), Part: string(r.Partials[0].Payload),
		Phrase: phrase, Backup: string(file), BackupPlain: string(strict.Encode(backup)),
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(x); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"example.json": text.Bytes(), "record.bel": whole.file, "record.manifest.json": m.Setup.Manifest} {
		if err := os.WriteFile(exampleDir+name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func newIdentity(t *testing.T) *envelope.Identity {
	t.Helper()
	id, err := envelope.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}
