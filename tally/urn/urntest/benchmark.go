package urntest

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"testing"

	"phieukin/tally/urn"
)

// Benchmark measures Cast with ballots of 31 questions, alone and in batches.
func Benchmark(b *testing.B, newPlace func(testing.TB) Place) {
	for _, batch := range []int{1, 16, 64} {
		b.Run(fmt.Sprintf("Cast/batch=%d", batch), func(b *testing.B) {
			store := newPlace(b).Open(b)
			ctx := b.Context()
			if err := store.Create(ctx, meeting, identity); err != nil {
				b.Fatal(err)
			}
			ballot, sum := make([]byte, 35_000), make([]byte, 28_000)
			rand.Read(ballot)
			rand.Read(sum)
			ready, cast, after := 0, 0, int64(0)
			b.SetBytes(int64(batch * len(ballot)))
			for b.Loop() {
				if cast+batch > ready {
					b.StopTimer()
					change := urn.Change{Intake: urn.Open}
					for range 10_000 {
						change.Credentials = append(change.Credentials, id("credential", ready))
						ready++
					}
					if err := store.Append(ctx, meeting, after, [][]byte{nil}, change); err != nil {
						b.Fatal(err)
					}
					after++
					b.StartTimer()
				}
				entries := make([]urn.Entry, batch)
				for i := range entries {
					entries[i] = urn.Entry{
						Credential: id("credential", cast+i), Tracker: id("tracker", cast+i), Sealed: bytes.Clone(ballot),
					}
				}
				if err := store.Cast(ctx, meeting, "writer", int64(cast), entries, sum); err != nil {
					b.Fatal(err)
				}
				cast += batch
			}
			b.ReportMetric(float64(cast)/b.Elapsed().Seconds(), "ballots/s")
		})
	}
}
