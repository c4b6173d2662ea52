// Command phieukin runs secret rating votes in meetings: it serves the room, rehearses a whole meeting, verifies
// election records, and applies rating profiles. Run it without arguments to serve on this machine.
//
// Exit codes: 0 done; 1 the thing asked for does not hold (an invalid record, a failed rehearsal) or failed; 2 bad flags
// or a file that cannot be read. Errors are one line on standard error, lower case, without a full stop.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

// usageError is a mistake in how the command was called, or an unreadable file.
type usageError struct{ error }

// run executes the command line and returns the exit code.
func run(ctx context.Context, args []string) int {
	root := &cobra.Command{
		Use:           "phieukin",
		Short:         "Secret rating votes in a meeting (bỏ phiếu kín đánh giá, xếp loại)",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	serve := serveCommand()
	root.AddCommand(serve, verifyCommand(), rehearseCommand(), tellerCommand(), cardsCommand(), profileCommand(),
		backupCommand(), restoreCommand())
	root.Args, root.RunE = noArguments, serve.RunE
	root.Flags().AddFlagSet(serve.Flags())
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	fmt.Fprintf(os.Stderr, "phieukin: %v\n", err)
	if usage := (usageError{}); errors.As(err, &usage) {
		return 2
	}
	return 1
}

// noArguments refuses stray words as bad usage.
func noArguments(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("unknown command or argument %q", args[0])}
	}
	return nil
}
