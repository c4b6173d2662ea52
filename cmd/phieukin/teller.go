package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"phieukin/cmd/phieukin/teller"
	"phieukin/crypto/words"
)

// tellerCommand is a teller without a browser: from a copy of this program that the teller trusts, whatever page the
// server sends. Its secret lies in one file, sealed under eight words.
func tellerCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "teller",
		Short: "Take part as a teller without a browser",
		Long: "Take part as a teller from the command line, with the same checks as the page.\n\n" +
			"  phieukin teller new FILE                        make a teller's file, sealed under eight words that are shown once\n" +
			"  phieukin teller join FILE ADDRESS --name NAME   make the key together with the other tellers\n" +
			"  phieukin teller restore BACKUP FILE ADDRESS     take a lost phone's place with its backup\n" +
			"  phieukin teller open FILE ADDRESS               check the closed box, and open it\n\n" +
			"ADDRESS is the tellers' address that the host shows (http://.../teller#ROOM/KEY). The eight words are read from\n" +
			"standard input. Exit code 1: it refuses, and says why.",
	}
	c.AddCommand(
		&cobra.Command{
			Use: "new FILE", Short: "Make a teller's file", Args: exactly(1),
			RunE: func(c *cobra.Command, args []string) error {
				phrase := words.NewPhrase()
				if err := teller.New(args[0], phrase); err != nil {
					return err
				}
				_, err := fmt.Fprintf(c.OutOrStdout(), "%s\nWrite these eight words down and keep them apart from the file:\n\n  %s\n", args[0], phrase)
				return err
			},
		},
		joinCommand(),
		&cobra.Command{
			Use: "restore BACKUP FILE ADDRESS", Short: "Take a lost phone's place with its backup", Args: exactly(3),
			RunE: func(c *cobra.Command, args []string) error {
				phrase, err := readPhrase(c.InOrStdin())
				if err != nil {
					return err
				}
				return teller.Restore(c.Context(), args[0], args[1], args[2], phrase, c.OutOrStdout())
			},
		},
		openCommand(),
	)
	return c
}

func joinCommand() *cobra.Command {
	name := ""
	c := &cobra.Command{
		Use: "join FILE ADDRESS", Short: "Make the key together with the other tellers", Args: exactly(2),
		RunE: func(c *cobra.Command, args []string) error {
			if name == "" {
				return usageError{errors.New("--name is needed: this teller's name as the host wrote it")}
			}
			phrase, err := readPhrase(c.InOrStdin())
			if err != nil {
				return err
			}
			return teller.Join(c.Context(), args[0], args[1], name, phrase, c.OutOrStdout())
		},
	}
	c.Flags().StringVar(&name, "name", "", "this teller's name as the host wrote it")
	return c
}

func openCommand() *cobra.Command {
	var consent teller.Consent
	c := &cobra.Command{
		Use: "open FILE ADDRESS", Short: "Check the closed box, and open it", Args: exactly(2),
		RunE: func(c *cobra.Command, args []string) error {
			phrase, err := readPhrase(c.InOrStdin())
			if err != nil {
				return err
			}
			return teller.Open(c.Context(), args[0], args[1], phrase, consent, c.OutOrStdout())
		},
	}
	c.Flags().BoolVar(&consent.Close, "agree", false, "agree when the host asks to close the box")
	c.Flags().BoolVar(&consent.Few, "few", false, "open fewer than 5 ballots too, though the result may show single votes")
	c.Flags().BoolVar(&consent.Near, "near", false, "open although an earlier round counted 1 or 2 ballots more or fewer, though the difference may show single votes")
	return c
}

// exactly demands n words after a command, as a matter of usage.
func exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return usageError{fmt.Errorf("usage: %s %s", c.Parent().CommandPath(), c.Use)}
		}
		return nil
	}
}

// readPhrase reads the eight words. They come on standard input, so that they stay out of the shell's history.
func readPhrase(in io.Reader) (string, error) {
	if f, terminal := in.(*os.File); terminal {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			fmt.Fprint(os.Stderr, "the eight words: ")
		}
	}
	line, err := bufio.NewReader(io.LimitReader(in, 1024)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return words.Normalise(strings.TrimSpace(line))
}
