package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"phieukin/ballot"
	"phieukin/crypto/strict"
	"phieukin/tally/record"
)

func verifyCommand() *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:   "verify FILE.bel",
		Short: "Check everything in an election record",
		Long: "Check everything in an election record: archive and chain, trustees, every ballot, the total, the opening and\n" +
			"the result. For a record of this program its manifest is read from beside it (UUID.manifest.json), and the heads that\n" +
			"were signed at the sealing and at the close where somebody kept them (UUID.heads.json).\n" +
			"Exit code 0: valid; 1: invalid; 2: not a record.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("verify needs one FILE.bel")}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return verify(c.OutOrStdout(), args[0], asJSON) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print the report as JSON")
	return c
}

// errInvalid ends verify with exit code 1; the report has already said why.
var errInvalid = errors.New("the record is NOT valid")

func verify(out io.Writer, file string, asJSON bool) error {
	f, err := os.Open(file)
	if err != nil {
		return usageError{err}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return usageError{err}
	}
	manifest, err := beside(file, ".manifest.json")
	if err != nil {
		return usageError{err}
	}
	heads, err := readHeads(file)
	if err != nil {
		return usageError{err}
	}
	start := time.Now()
	report, err := record.VerifyFile(io.NewSectionReader(f, 0, info.Size()), manifest, heads...)
	if err != nil {
		return usageError{fmt.Errorf("%s: %w", file, err)}
	}
	if asJSON {
		e := json.NewEncoder(out)
		e.SetIndent("", "  ")
		err = e.Encode(struct {
			*record.Report
			Seconds float64 `json:"seconds"`
		}{report, time.Since(start).Seconds()})
	} else {
		err = printReport(out, report, time.Since(start))
	}
	if err == nil && !report.Valid() {
		err = errInvalid
	}
	return err
}

// beside reads a file that goes with the record; nil where there is none.
func beside(file, suffix string) ([]byte, error) {
	data, err := os.ReadFile(strings.TrimSuffix(file, ".bel") + suffix)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// readHeads reads the heads beside the record: a JSON list of what ballot.Head is written as.
func readHeads(file string) ([]ballot.Head, error) {
	data, err := beside(file, ".heads.json")
	if data == nil || err != nil {
		return nil, err
	}
	var heads []ballot.Head
	if err := strict.Decode(data, &heads); err != nil {
		return nil, fmt.Errorf("the heads beside the record: %w", err)
	}
	return heads, nil
}

// warnings puts the codes of warnings into words.
var warnings = map[string]string{
	record.WarnUnbound:  "a foreign record: Belenios v1 proofs do not exclude a teller who shaped the last ballot",
	record.WarnManifest: "the manifest is not beside the record: names and quorums were not checked",
	record.WarnNoResult: "there is no result: valid as far as it goes",
}

// checked says what a report without failures stands for.
const checked = `checked      the archive and its chain, the order of events, the trustees' proofs and the key they make up,
             every ballot's form, signature and proofs, the encrypted total against the ballots,
             every opening's proofs, the result
`

func printReport(out io.Writer, r *record.Report, took time.Duration) error {
	var b strings.Builder
	fmt.Fprintf(&b, "election     %s (%s)\nfingerprint  %s\nstage        %s\n", r.UUID, r.Kind, r.Fingerprint, r.Stage)
	fmt.Fprintf(&b, "manifest     %s, %d signed heads\n", map[bool]string{true: "checked", false: "not checked"}[r.Manifest], r.Heads)
	fmt.Fprintf(&b, "questions    %d\ncredentials  %d\ntrustees     %d\n", r.Questions, r.Credentials, r.Trustees)
	fmt.Fprintf(&b, "ballots      %d, counted %d\nopenings     %d\n", r.Ballots, r.Counted, r.Partials)
	if r.Result != nil {
		for i, row := range r.Result {
			name := strings.ReplaceAll(r.Election.Questions[i].Text, "\n", ", ")
			fmt.Fprintf(&b, "result       %d. %s: %v\n", i+1, name, row)
		}
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(&b, "warning      %s: %s\n", w, warnings[w])
	}
	for _, f := range r.Failures {
		fmt.Fprintf(&b, "FAILED       %s\n", f.Error())
	}
	fmt.Fprintf(&b, "time         %.2f s on %d cores\n", took.Seconds(), runtime.GOMAXPROCS(0))
	if r.Valid() {
		b.WriteString(checked + "VALID\n")
	}
	_, err := io.WriteString(out, b.String())
	return err
}
