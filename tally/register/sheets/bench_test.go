package sheets_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"phieukin/tally/register/registertest"
	"phieukin/tally/register/sheets"
)

// peak is the most memory on Go's heap while do runs, in megabytes above what was there before.
func peak(do func()) float64 {
	runtime.GC()
	var at runtime.MemStats
	runtime.ReadMemStats(&at)
	before, most := at.HeapAlloc, atomic.Uint64{}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				var now runtime.MemStats
				runtime.ReadMemStats(&now)
				most.Store(max(most.Load(), now.HeapAlloc))
			}
		}
	}()
	do()
	close(stop)
	<-stopped
	return float64(max(most.Load(), before)-before) / 1e6
}

// BenchmarkInAndOut exports a register of 3,400 organisations and 100,000 members over five years in each format, and imports it into an
// empty one.
func BenchmarkInAndOut(b *testing.B) {
	r := open(b)
	must(b, registertest.Fill(b.Context(), r, registertest.Province, 1))
	for _, f := range []sheets.Format{sheets.JSON, sheets.CSV, sheets.XLSX} {
		path := filepath.Join(b.TempDir(), "register."+string(f))
		b.Run(fmt.Sprintf("Export/%s", f), func(b *testing.B) {
			for b.Loop() {
				file, err := os.Create(path)
				must(b, err)
				b.ReportMetric(peak(func() {
					must(b, sheets.Export(b.Context(), r, file, f, sheets.ExportOptions{TmpDir: b.TempDir()}))
				}), "MB-peak")
				size, err := file.Seek(0, io.SeekEnd)
				must(b, err)
				b.ReportMetric(float64(size)/1e6, "MB-file")
				must(b, file.Close())
			}
		})
		b.Run(fmt.Sprintf("Import/%s", f), func(b *testing.B) {
			for b.Loop() {
				other := open(b)
				file, err := os.Open(path)
				must(b, err)
				o := options()
				o.TmpDir = b.TempDir()
				var report sheets.Report
				b.ReportMetric(peak(func() { report, err = sheets.Import(b.Context(), other, file, o) }), "MB-peak")
				must(b, err)
				if !report.Written || report.RefusedRows > 0 {
					b.Fatalf("%+v", report)
				}
				must(b, file.Close())
				must(b, other.Close())
			}
		})
	}
}
