// Command check audits records (.bel) with belenios-tool, an implementation that is not ours.
//
// `belenios-tool election verify` alone is no audit: versions 3.0 to 3.3 do not wait for the outcome of their own
// check of the ballots, 3.0 does not compare the encrypted total with the ballots, and none notices ballots hidden
// behind an event that is out of place. So check asks the tool three things that it does answer soundly, and looks
// at the order of the events itself:
//
//  1. every ballot, one process each, against an archive that holds the setup only;
//  2. the encrypted total, computed by the tool from the ballots, byte for byte the one in the record;
//  3. the whole: trustees, hash chain, decryptions, result.
//
// It prints a line a step and exits 0 when every record holds, 1 when one does not or cannot be read.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	tool := flag.String("tool", ".ci/belenios-tool", "the tool to ask")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "check: no record named")
		os.Exit(1)
	}
	exit := 0
	for _, file := range flag.Args() {
		data, err := os.ReadFile(file)
		if err != nil {
			fmt.Fprintln(os.Stderr, "check:", err)
			os.Exit(1)
		}
		fmt.Println(file)
		if err := audit(*tool, data); err != nil {
			fmt.Println("  REFUSED:", err)
			exit = 1
			continue
		}
		fmt.Println("  holds")
	}
	os.Exit(exit)
}
