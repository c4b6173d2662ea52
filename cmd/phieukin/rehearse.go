package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"phieukin/cmd/phieukin/rehearse"
)

func rehearseCommand() *cobra.Command {
	var config rehearse.Config
	var redisURL string
	asJSON := false
	c := &cobra.Command{
		Use:   "rehearse",
		Short: "Play a whole meeting with simulated people, and check the outcome",
		Long: "Play a whole meeting as clients of the wire: check in, vote in one burst, close, open, compare. Without --server it\n" +
			"starts a server of its own on a free port with a temporary store, or with --redis.",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := checkRehearsal(config, redisURL); err != nil {
				return usageError{err}
			}
			return runRehearsal(c.Context(), c.OutOrStdout(), config, redisURL, asJSON)
		},
	}
	f := c.Flags()
	f.StringVar(&config.Server, "server", "", "address of a running server")
	f.StringVar(&config.HostKey, "host-key", "", "its host key: what follows # in the host's address")
	f.StringVar(&redisURL, "redis", "", "let the server that is started keep its meeting in this Redis")
	f.IntVar(&config.Voters, "voters", 25, "members who vote, 3 to 300")
	f.IntVar(&config.Subjects, "subjects", 10, "subjects that are rated")
	f.IntVar(&config.Tellers, "tellers", 2, "tellers")
	f.IntVar(&config.Threshold, "threshold", 2, "tellers needed to open")
	f.StringVar(&config.Out, "out", "", "folder for the record (UUID.bel), its manifest and signed heads beside it, and result.json")
	f.BoolVar(&asJSON, "json", false, "print the figures as JSON")
	return c
}

func checkRehearsal(c rehearse.Config, redisURL string) error {
	switch {
	case (c.Server == "") != (c.HostKey == ""):
		return errors.New("--server and --host-key belong together")
	case c.Server != "" && redisURL != "":
		return errors.New("--redis is for a server that is started here, not for --server")
	case c.Voters < 3 || c.Voters > 300:
		return errors.New("--voters must be from 3 to 300")
	case c.Subjects < 1 || c.Subjects > 200:
		return errors.New("--subjects must be from 1 to 200")
	case c.Tellers < 1 || c.Tellers > 10:
		return errors.New("--tellers must be from 1 to 10")
	case c.Threshold < 1 || c.Threshold > c.Tellers:
		return errors.New("--threshold must be from 1 to --tellers")
	}
	return nil
}

func runRehearsal(ctx context.Context, out io.Writer, config rehearse.Config, redisURL string, asJSON bool) error {
	config.Server = strings.TrimSuffix(config.Server, "/")
	if config.Server == "" {
		data, err := os.MkdirTemp("", "phieukin-rehearse-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(data)
		s, err := start(ctx, options{addr: "127.0.0.1:0", data: data, redis: redisURL})
		if err != nil {
			return err
		}
		defer s.close()
		config.Server, config.HostKey = s.base, s.hostKey
	}
	report, err := rehearse.Run(ctx, config)
	if err != nil {
		return fmt.Errorf("rehearsal: %w", err)
	}
	if asJSON {
		e := json.NewEncoder(out)
		e.SetIndent("", "  ")
		return e.Encode(report)
	}
	_, err = fmt.Fprintf(out, "meeting %s: %d voters, %d subjects, %d tellers, %d ballots counted\n"+
		"check-in %.2f s, preparing %.2f s\n"+
		"burst    %.2f s, %.1f casts/s, latency p50 %.2f s, p95 %.2f s, p99 %.2f s\n"+
		"tellers' check %.2f s, reveal %.2f s, verification of the record %.2f s\n"+
		"every ballot is counted, the totals equal the choices made, and the record verifies\n",
		report.UUID, report.Voters, report.Subjects, report.Tellers, report.Counted,
		report.CheckIn, report.Prepare, report.Burst, report.PerSec, report.P50, report.P95, report.P99,
		report.Check, report.Reveal, report.Verify)
	if err == nil && report.Record != "" {
		_, err = fmt.Fprintf(out, "record   %s\n", report.Record)
	}
	return err
}
