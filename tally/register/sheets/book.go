package sheets

import (
	"archive/zip"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// What a workbook may unfold to. Parts above maxPart lie in temporary files.
const (
	maxUnzipped = 8 << 30
	maxPart     = 8 << 20
	maxSheets   = 200
)

// readZip reads a workbook, or a zip of .csv files.
func readZip(src Source, size int64, tmp string) (func(*importer) error, error) {
	z, err := zip.NewReader(src, size)
	if err != nil {
		return nil, ErrWorkbook
	}
	var unfolded uint64
	for _, f := range z.File {
		unfolded += f.UncompressedSize64
	}
	if unfolded > maxUnzipped {
		return nil, ErrTooLarge
	}
	if slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "xl/workbook.xml" || f.Name == "[Content_Types].xml" }) {
		return func(in *importer) error { return readBook(in, src, int64(unfolded), tmp) }, nil
	}
	return func(in *importer) error { return readFiles(in, z, int64(unfolded)) }, nil
}

// opened is a sheet that was understood, and how to read it from its beginning.
type opened struct {
	table int // its place among the tables
	read  func() error
}

// inOrder reads sheets in the order of their tables.
func inOrder(all []opened) error {
	slices.SortStableFunc(all, func(a, b opened) int { return a.table - b.table })
	for _, one := range all {
		if err := one.read(); err != nil {
			return err
		}
	}
	return nil
}

// readBook reads the visible sheets of a workbook.
func readBook(in *importer, src io.Reader, unfolded int64, tmp string) error {
	f, err := excelize.OpenReader(src, excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxPart, TmpDir: tmp,
	})
	if err != nil {
		return ErrWorkbook
	}
	defer f.Close()
	since1904 := false
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		since1904 = *props.Date1904
	}
	m := &meter{in: in, of: unfolded}
	var all []opened
	names := f.GetSheetList()
	for _, name := range names[:min(len(names), maxSheets)] {
		if visible, err := f.GetSheetVisible(name); err != nil || !visible {
			continue
		}
		s, ok, err := openSheet(f, name)
		if err != nil {
			return err
		}
		if !ok {
			in.report.Skipped = append(in.report.Skipped, name)
			continue
		}
		all = append(all, opened{slices.Index(tables, s.table), func() error {
			next, end, err := rowsOf(f, name)
			if err != nil {
				return err
			}
			defer end()
			s, _, err := understand(name, next)
			if err != nil {
				return err
			}
			s.since1904 = since1904
			return s.take(in, m)
		}})
	}
	return inOrder(all)
}

// openSheet looks at the first lines of a sheet.
func openSheet(f *excelize.File, name string) (sheet, bool, error) {
	next, end, err := rowsOf(f, name)
	if err != nil {
		return sheet{}, false, err
	}
	defer end()
	return understand(name, next)
}

// rowsOf reads a sheet's rows one after the other.
func rowsOf(f *excelize.File, name string) (next source, end func(), err error) {
	rows, err := f.Rows(name)
	if err != nil {
		return nil, nil, ErrWorkbook
	}
	number := 0
	return func() (int, []string, error) {
		if !rows.Next() {
			if rows.Error() != nil {
				return 0, nil, ErrWorkbook
			}
			return 0, nil, io.EOF
		}
		number++
		cells, err := rows.Columns()
		if err != nil {
			return 0, nil, ErrWorkbook
		}
		return number, cells, nil
	}, func() { _ = rows.Close() }, nil
}

// readFiles reads a zip of .csv files.
func readFiles(in *importer, z *zip.Reader, unfolded int64) error {
	m := &meter{in: in, of: unfolded}
	var all []opened
	for _, file := range z.File {
		name := path.Base(file.Name)
		if !strings.EqualFold(path.Ext(name), ".csv") || len(all) == maxSheets {
			continue
		}
		if file.UncompressedSize64 > maxText {
			return ErrTooLarge
		}
		next, end, err := openText(file.Open)
		if errors.Is(err, ErrEmpty) {
			continue
		}
		if err != nil {
			return err
		}
		s, ok, err := understand(name, next)
		end()
		if err != nil {
			return err
		}
		if !ok {
			in.report.Skipped = append(in.report.Skipped, name)
			continue
		}
		all = append(all, opened{slices.Index(tables, s.table), func() error {
			next, end, err := openText(file.Open)
			if err != nil {
				return err
			}
			defer end()
			s, _, err := understand(name, next)
			if err != nil {
				return err
			}
			return s.take(in, m)
		}})
	}
	return inOrder(all)
}
