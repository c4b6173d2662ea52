package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"phieukin/crypto/strict"
	"phieukin/tally/rating"
)

func profileCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "profile",
		Short: "List, show and apply rating profiles",
		Long: "List, show and apply rating profiles: the rules of a year, as data with their sources.\n\n" +
			"  phieukin profile list                                    the profiles of this program, with their years and hashes\n" +
			"  phieukin profile show qd366-2025 > ours.json             one of them, also as the beginning of one's own\n" +
			"  phieukin profile check ./ours.json --counts 3,15,5,1     its caps, applied to numbers of ratings, as JSON\n\n" +
			"NAME is that of a profile, or a file where it holds a dot or a slash. Numbers of ratings are those of one group, best\n" +
			"level first: XS,T,HT,KHT. What a profile marks as unverified is a default (\"mặc định, chưa phải quy định\").\n" +
			"Exit code 2: no such profile, a file that is none, or numbers that are none.",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("profile needs list, show or check")}
		},
	}
	counts := ""
	check := &cobra.Command{
		Use: "check NAME --counts XS,T,HT,KHT", Short: "Apply a profile's caps to numbers of ratings", Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error { return checkProfile(c.OutOrStdout(), args[0], counts) },
	}
	check.Flags().StringVar(&counts, "counts", "", "how many are rated with each level, best first: XS,T,HT,KHT")
	c.AddCommand(
		&cobra.Command{
			Use: "list", Short: "List the profiles of this program", Args: noArguments,
			RunE: func(c *cobra.Command, _ []string) error { return listProfiles(c.OutOrStdout()) },
		},
		&cobra.Command{
			Use: "show NAME", Short: "Print a profile", Args: exactly(1),
			RunE: func(c *cobra.Command, args []string) error { return showProfile(c.OutOrStdout(), args[0]) },
		},
		check,
	)
	return c
}

func listProfiles(out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, p := range rating.Shipped() {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", p.Name, years(p.Years), p.Hash(), p.Title)
	}
	return table.Flush()
}

func years(y rating.Years) string {
	switch {
	case y.From == 0 && y.To == 0:
		return "-"
	case y.To == 0:
		return fmt.Sprintf("%d-", y.From)
	}
	return fmt.Sprintf("%d-%d", y.From, y.To)
}

func showProfile(out io.Writer, name string) error {
	p, err := findProfile(name)
	if err != nil {
		return err
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(p)
}

func checkProfile(out io.Writer, name, counts string) error {
	p, err := findProfile(name)
	if err != nil {
		return err
	}
	numbers, err := parseCounts(counts)
	if err != nil {
		return usageError{err}
	}
	_, err = fmt.Fprintf(out, "%s\n", strict.Encode(p.CapReport(numbers)))
	return err
}

// findProfile reads a file where the name looks like one, else it takes a profile of this program.
func findProfile(name string) (rating.Profile, error) {
	if !strings.ContainsAny(name, `./\`) {
		p, known := rating.Named(name)
		if !known {
			return p, usageError{fmt.Errorf("no profile %q (phieukin profile list names them; a file needs a dot or a slash)", name)}
		}
		return p, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return rating.Profile{}, usageError{err}
	}
	p, err := rating.Parse(data)
	if err != nil {
		return rating.Profile{}, usageError{fmt.Errorf("%s: %w", name, err)}
	}
	return p, nil
}

// parseCounts reads four numbers with commas between them.
func parseCounts(text string) (counts [rating.Levels]int, err error) {
	parts := strings.Split(text, ",")
	if len(parts) != rating.Levels {
		return counts, fmt.Errorf("--counts needs four numbers, XS,T,HT,KHT, not %q", text)
	}
	for level, part := range parts {
		n, err := strconv.ParseUint(part, 10, 24)
		if err != nil {
			return counts, fmt.Errorf("--counts: %q is not a number of people or organisations", part)
		}
		counts[level] = int(n)
	}
	return counts, nil
}
