package trustee_test

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"

	"phieukin/ballot"
	"phieukin/crypto/threshold"
	"phieukin/crypto/words"
	"phieukin/tally"
	"phieukin/tally/trustee"
)

const phrase = "cham doan giuong khuyen manh phanh thich xiec"

// sealWith makes an age file for one recipient; armored as backups are.
func sealWith(t *testing.T, recipient age.Recipient, content string) []byte {
	t.Helper()
	var out bytes.Buffer
	text := armor.NewWriter(&out)
	w, err := age.Encrypt(text, recipient)
	if err == nil {
		_, err = io.WriteString(w, content)
	}
	if err := errors.Join(err, w.Close(), text.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// plainAge opens a file as the age program does, with the phrase as it is documented.
func plainAge(t *testing.T, file []byte) []byte {
	t.Helper()
	identity, err := age.NewScryptIdentity(phrase)
	if err != nil {
		t.Fatal(err)
	}
	r, err := age.Decrypt(armor.NewReader(bytes.NewReader(file)), identity)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestABackupRestoresTheShareItWasMadeOf(t *testing.T) {
	p := play(t, terms(3, 2))
	backup, err := trustee.NewBackup(p.keys[1], uuid, 2, p.trustees)
	if err != nil {
		t.Fatal(err)
	}
	backup.Nonces = p.devices[1].Nonces()
	file, err := backup.Seal("Chậm đoàn GIƯỜNG khuyên manh phanh thích  xiếc")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(file, []byte("-----BEGIN AGE ENCRYPTED FILE-----\n")) || bytes.Contains(file, []byte(p.keys[1].String())) {
		t.Errorf("the file is %s", file)
	}
	binary, err := io.ReadAll(armor.NewReader(bytes.NewReader(file)))
	if err != nil || !bytes.Contains(binary, []byte(" 15\n")) {
		t.Errorf("the work factor is not 15: %q (%v)", binary[:min(80, len(binary))], err)
	}
	for name, form := range map[string][]byte{"armored": file, "binary": binary, "pasted": append([]byte("\r\n\n"), file...)} {
		opened, err := trustee.OpenBackup(form, phrase)
		if err != nil || !reflect.DeepEqual(opened, backup) {
			t.Fatalf("%s: %+v (%v)", name, opened, err)
		}
		key, err := opened.Restore(uuid, p.trustees)
		if err != nil || key.String() != p.keys[1].String() {
			t.Errorf("%s: another share (%v)", name, err)
		}
		if code := threshold.TellersCode([]byte("setup"), opened.Nonces); code != p.devices[0].Code([]byte("setup")) {
			t.Errorf("%s: another tellers' code, %s", name, code)
		}
	}
	want := `{"uuid":"` + uuid + `","index":2,"trustees":"` + ballot.HexDigest(p.trustees) + `","share":"` + p.keys[1].String() +
		`","nonces":["` + strings.Join(backup.Nonces, `","`) + `"]}`
	if got := plainAge(t, file); string(got) != want {
		t.Errorf("age shows %s", got)
	}
}

func TestARestoredShareOpensTheBox(t *testing.T) {
	p := play(t, terms(3, 2))
	m := seal(t, p, 1, 3, true)
	box := m.Close(m.Ballot(t, 0, 0), m.Ballot(t, 1, 0), m.Ballot(t, 2, -1))
	backup, err := trustee.NewBackup(p.keys[2], uuid, 3, p.trustees)
	if err != nil {
		t.Fatal(err)
	}
	key, err := backup.Restore(uuid, m.Setup.Trustees)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[int]*tally.Partial{}
	for owner, k := range map[int]*trustee.Key{1: p.keys[0], 3: key} {
		if parts[owner], err = tally.ParsePartial(open(t, m, box, k, owner)); err != nil {
			t.Fatal(err)
		}
	}
	result, err := tally.Combine(m.Trustees, parts, box.Total, 3)
	if err != nil || string(result.Encode()) != `{"result":[[1,2,0,0,0]]}` {
		t.Errorf("%s (%v)", result.Encode(), err)
	}
}

func TestBackupsOfIndispensableTellers(t *testing.T) {
	key := trustee.NewKey()
	trustees := tally.EncodeSingles([][]byte{trustee.NewKey().Publish(), key.Publish()})
	backup, err := trustee.NewBackup(key, uuid, 2, trustees)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := backup.Restore(uuid, trustees); err != nil || again.String() != key.String() {
		t.Errorf("another key (%v)", err)
	}
}

func TestWrongPhrasesDoNotOpenABackup(t *testing.T) {
	p := play(t, terms(2, 1))
	backup, err := trustee.NewBackup(p.keys[0], uuid, 1, p.trustees)
	if err != nil {
		t.Fatal(err)
	}
	file, err := backup.Seal(phrase)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := trustee.OpenBackup(file, "doan cham giuong khuyen manh phanh thich xiec"); !errors.Is(err, trustee.ErrPhrase) {
		t.Errorf("words swapped: %v", err)
	}
	var wrong *words.Error
	for _, text := range []string{"", "cham", phrase + " xiec", strings.Replace(phrase, "manh", "mahn", 1)} {
		if _, err := trustee.OpenBackup(file, text); !errors.As(err, &wrong) {
			t.Errorf("%q: %v", text, err)
		}
		if _, err := backup.Seal(text); !errors.As(err, &wrong) {
			t.Errorf("sealed under %q: %v", text, err)
		}
	}
}

func TestFilesThatAreNoBackupsAreRefused(t *testing.T) {
	scrypt := func(factor int) age.Recipient {
		r, err := age.NewScryptRecipient(phrase)
		if err != nil {
			t.Fatal(err)
		}
		r.SetWorkFactor(factor)
		return r
	}
	hybrid, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	const content = `{"uuid":"Q5V7oUSV4CdWW7","index":1,"trustees":"00","share":"1"}`
	if b, err := trustee.OpenBackup(sealWith(t, scrypt(16), content), phrase); err != nil || b.Share != "1" {
		t.Errorf("work factor 16: %+v (%v)", b, err)
	}
	sound := sealWith(t, scrypt(10), content)
	for name, file := range map[string][]byte{
		"too much work":     sealWith(t, scrypt(17), content),
		"another recipient": sealWith(t, hybrid.Recipient(), content),
		"other content":     sealWith(t, scrypt(10), `{"share":"1"}`),
		"unknown member":    sealWith(t, scrypt(10), strings.Replace(content, "}", `,"more":1}`, 1)),
		"too large":         sealWith(t, scrypt(10), strings.Repeat(content, 100)),
		"cut off":           sound[:len(sound)-50],
		"nothing":           nil,
		"no age file":       []byte("share"),
	} {
		if _, err := trustee.OpenBackup(file, phrase); !errors.Is(err, trustee.ErrBackup) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestABackupRestoresOnlyWhereItBelongs(t *testing.T) {
	p, other := play(t, terms(3, 2)), play(t, terms(3, 2))
	backup, err := trustee.NewBackup(p.keys[0], uuid, 1, p.trustees)
	if err != nil {
		t.Fatal(err)
	}
	change := func(f func(b *trustee.Backup)) *trustee.Backup {
		b := *backup
		f(&b)
		return &b
	}
	for name, test := range map[string]struct {
		backup   *trustee.Backup
		uuid     string
		trustees []byte
		want     error
	}{
		"another meeting":     {backup, "Q5V7oUSV4CdWW8", p.trustees, trustee.ErrOtherBackup},
		"another ceremony":    {backup, uuid, other.trustees, trustee.ErrOtherBackup},
		"another number":      {change(func(b *trustee.Backup) { b.Index = 2 }), uuid, p.trustees, trustee.ErrOtherBackup},
		"no such number":      {change(func(b *trustee.Backup) { b.Index = 4 }), uuid, p.trustees, trustee.ErrOtherBackup},
		"another share":       {change(func(b *trustee.Backup) { b.Share = p.keys[1].String() }), uuid, p.trustees, trustee.ErrOtherBackup},
		"nonces of fewer":     {change(func(b *trustee.Backup) { b.Nonces = p.devices[0].Nonces()[:2] }), uuid, p.trustees, trustee.ErrOtherBackup},
		"no share":            {change(func(b *trustee.Backup) { b.Share = "0" }), uuid, p.trustees, trustee.ErrKey},
		"trustees unreadable": {change(func(b *trustee.Backup) { b.Trustees = ballot.HexDigest([]byte("[]")) }), uuid, []byte("[]"), tally.ErrTrustees},
	} {
		if _, err := test.backup.Restore(test.uuid, test.trustees); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
	if _, err := trustee.NewBackup(p.keys[0], uuid, 2, p.trustees); !errors.Is(err, trustee.ErrOtherBackup) {
		t.Errorf("a backup under another's number: %v", err)
	}
}
