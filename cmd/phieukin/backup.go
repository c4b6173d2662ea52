package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"phieukin/cmd/phieukin/backup"
	"phieukin/crypto/words"
)

// backupCommand writes the data folder as one file, also while a server uses it.
func backupCommand() *cobra.Command {
	var data, out string
	c := &cobra.Command{
		Use:   "backup --out FILE",
		Short: "Write the data folder as one file, sealed under eight words",
		Long: "Write the data folder (its key, the register, every meeting) as one file, sealed under eight words that are shown\n" +
			"once. A server may use the folder meanwhile. With --redis, meetings are in Redis and not in this file.",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if out == "" {
				return usageError{errors.New("--out is needed: the file to write")}
			}
			f, err := os.OpenFile(out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
			if err != nil {
				return usageError{err}
			}
			phrase := words.NewPhrase()
			meetings, err := backup.Write(c.Context(), data, f, phrase)
			if err == nil {
				err = f.Sync()
			}
			if err = errors.Join(err, f.Close()); err != nil {
				return errors.Join(err, os.Remove(out))
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "%s: %d meetings\nWrite these eight words down and keep them apart from the file:\n\n  %s\n", out, meetings, phrase)
			return err
		},
	}
	c.Flags().StringVar(&data, "data", "phieukin-data", "folder to copy")
	c.Flags().StringVar(&out, "out", "", "the file to write; never replaces one")
	return c
}

// restoreCommand makes a data folder of such a file.
func restoreCommand() *cobra.Command {
	data := ""
	c := &cobra.Command{
		Use:   "restore FILE",
		Short: "Make a data folder from a backup",
		Long: "Make a data folder from a backup. The eight words are read from standard input. The folder must not be there yet,\n" +
			"or be empty; it appears whole or not at all. Never let two servers go on from one backup.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("usage: phieukin restore FILE --data DIR")}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return usageError{err}
			}
			defer f.Close()
			phrase, err := readPhrase(c.InOrStdin())
			if err != nil {
				return err
			}
			if err := backup.Restore(f, data, phrase); err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			_, err = fmt.Fprintln(c.OutOrStdout(), data)
			return err
		},
	}
	c.Flags().StringVar(&data, "data", "phieukin-data", "folder to make")
	return c
}
