package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"phieukin/cmd/phieukin/cards"
)

// cardsCommand prints a meeting's cards on another computer than the host's.
func cardsCommand() *cobra.Command {
	out := ""
	c := &cobra.Command{
		Use:   "cards SEALED-LIST",
		Short: "Make the sheet of voting cards from the host's sealed list",
		Long: "Make the sheet of voting cards from the list that the host saved under eight words, to be printed from a browser.\n" +
			"The words are read from standard input. It makes no keys. Destroy list and sheet once the cards are printed:\n" +
			"whoever has them can vote.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("usage: phieukin cards SEALED-LIST --out FILE")}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if out == "" {
				return usageError{errors.New("--out is needed: the file to write, such as cards.html")}
			}
			sealed, err := os.ReadFile(args[0])
			if err != nil {
				return usageError{err}
			}
			phrase, err := readPhrase(c.InOrStdin())
			if err != nil {
				return err
			}
			list, err := cards.Open(sealed, phrase)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			return writeSheet(out, list)
		},
	}
	c.Flags().StringVar(&out, "out", "", "the sheet to write, as HTML; never replaces a file")
	return c
}

// writeSheet makes a file that only its owner reads.
func writeSheet(path string, list *cards.List) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(list.Write(f), f.Close())
}
