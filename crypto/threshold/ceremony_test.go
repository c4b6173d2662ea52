package threshold_test

import (
	"encoding/json"
	"errors"
	"testing"

	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
)

// fault changes what one trustee says before it is signed, so that only the check of its meaning can refuse it.
type fault struct {
	group        string
	size         int
	threshold    int
	index        int
	degree       int
	neutralKey   bool // the encryption key
	otherShare   bool // the published share is not the one of the coefficients
	extraMember  bool // in the certificate
	neutralShare bool // the coefficients cancel out, so the share is the neutral element
}

// ceremony plays n trustees' rounds; the last one does what fault says.
func ceremony(t *testing.T, n, needed int, f fault) *threshold.Parameters {
	t.Helper()
	p := &threshold.Parameters{Threshold: needed}
	signing := make([]*group.Scalar, n)
	for i := range n {
		signing[i] = group.Random()
		name, size, of, index, encryption := group.Name, n, needed, i+1, group.GPow(group.Random())
		last := i == n-1
		if last {
			name, size, of, index = f.group, f.size, f.threshold, f.index
			if f.neutralKey {
				encryption = group.Neutral()
			}
		}
		type context struct {
			Group     string `json:"group"`
			Size      int    `json:"size"`
			Threshold int    `json:"threshold"`
			Index     int    `json:"index"`
		}
		message := strict.Encode(struct {
			Context      context      `json:"context"`
			Verification *group.Point `json:"verification"`
			Encryption   *group.Point `json:"encryption"`
			Extra        int          `json:"extra,omitempty"`
		}{context{name, size, of, index}, group.GPow(signing[i]), encryption, map[bool]int{true: 1}[last && f.extraMember]})
		p.Certs = append(p.Certs, threshold.SignedMessage{Message: string(message), Signature: proof.SignText(signing[i], string(message))})
	}
	polynomials := make([][]*group.Scalar, n)
	for i := range n {
		degree := needed
		if i == n-1 {
			degree = f.degree
		}
		var points []*group.Point
		for range degree {
			a := group.Random()
			polynomials[i] = append(polynomials[i], a)
			points = append(points, group.GPow(a))
		}
		if i == n-1 && f.neutralShare {
			// The constant that makes this trustee's own share zero.
			polynomials[i][0] = polynomials[i][0].Sub(share(polynomials, n))
			points[0] = group.GPow(polynomials[i][0])
		}
		message := string(strict.Encode(map[string]any{"coefexps": points}))
		all, err := json.Marshal(struct {
			Certs    []threshold.SignedMessage `json:"certs"`
			Coefexps []*group.Point            `json:"coefexps"`
		}{p.Certs, points})
		if err != nil {
			t.Fatal(err)
		}
		p.Coefexps = append(p.Coefexps, threshold.SignedMessage{Message: message, Signature: proof.SignText(signing[i], message)})
		p.Signatures = append(p.Signatures, proof.SignText(signing[i], "certs_sig|"+string(all)))
	}
	for j := range n {
		s := share(polynomials, j+1)
		if j == n-1 && f.otherShare {
			s = s.Add(group.FromInt(1))
		}
		signature := proof.SignText(signing[j], group.GPow(s).String())
		p.VerificationKeys = append(p.VerificationKeys, threshold.VerificationKey{
			Proof: proof.Knowledge(s), PublicKey: group.GPow(s), Signature: &signature,
		})
	}
	return p
}

// share is the sum of all polynomials at j.
func share(polynomials [][]*group.Scalar, j int) *group.Scalar {
	sum := group.FromInt(0)
	for _, coefficients := range polynomials {
		power := group.FromInt(1)
		for _, a := range coefficients {
			sum = sum.Add(a.Mul(power))
			power = power.Mul(group.FromInt(int64(j)))
		}
	}
	return sum
}

func TestFaultsUnderValidSignaturesAreRefused(t *testing.T) {
	honest := fault{group: group.Name, size: 3, threshold: 2, index: 3, degree: 2}
	for name, test := range map[string]struct {
		change func(f *fault)
		want   error
	}{
		"honest":                 {func(*fault) {}, nil},
		"other group":            {func(f *fault) { f.group = "BELENIOS-2048" }, threshold.ErrCertificate},
		"other size":             {func(f *fault) { f.size = 4 }, threshold.ErrCertificate},
		"other threshold":        {func(f *fault) { f.threshold = 3 }, threshold.ErrCertificate},
		"other index":            {func(f *fault) { f.index = 2 }, threshold.ErrCertificate},
		"neutral encryption key": {func(f *fault) { f.neutralKey = true }, threshold.ErrCertificate},
		"extra member":           {func(f *fault) { f.extraMember = true }, threshold.ErrCertificate},
		"higher degree":          {func(f *fault) { f.degree = 3 }, threshold.ErrCoefexps},
		"lower degree":           {func(f *fault) { f.degree = 1 }, threshold.ErrCoefexps},
		"no coefficients":        {func(f *fault) { f.degree = 0 }, threshold.ErrCoefexps},
		"other share":            {func(f *fault) { f.otherShare = true }, threshold.ErrKey},
		"neutral share":          {func(f *fault) { f.neutralShare = true }, threshold.ErrKey},
	} {
		f := honest
		test.change(&f)
		_, err := ceremony(t, 3, 2, f).Verify()
		if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
	everybody := fault{group: group.Name, size: 2, threshold: 2, index: 2, degree: 2}
	if _, err := ceremony(t, 2, 2, everybody).Verify(); err != nil {
		t.Errorf("two of two: %v", err)
	}
}
