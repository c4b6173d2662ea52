// Package sheets brings tables into the register and takes it out again: workbooks (.xlsx), comma separated text (.csv, or
// a .zip of several), and JSON.
//
// What is exported can be imported into an empty register, and exported again the same. Tables that offices keep are taken
// too: organisations, members, statuses and past ratings, their headings recognised by what they say, in the older
// encodings as well; names may stand for the codes of organisations. The tables are in tables.json, their headings and
// synonyms with them.
//
// Both directions work row by row, so that memory is bounded by a row's length and not by their number; what a workbook
// unfolds to lies in temporary files meanwhile. Nothing in an exported table is a formula to a spreadsheet.
package sheets

import (
	"io"

	"phieukin/tally/register"
)

// Format is a form of export.
type Format string

// The formats. CSV is a zip of one file a table.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv"
	JSON Format = "json"
)

// Source is a file to import: its kind is told by its first bytes.
type Source interface {
	io.Reader
	io.ReaderAt
	io.Seeker
}

// ImportOptions say how to import.
type ImportOptions struct {
	Year   int            // of rows that give none
	Dry    bool           // report only
	Stamp  register.Stamp // when and by whom
	NewID  func() string  // of organisations and members that come without a code
	TmpDir string         // for what a workbook unfolds to; "" for the system's
	// Progress is called now and then with how much of the whole is done, in units of the file's own.
	Progress func(done, of int64)
}

// ExportOptions say what to export.
type ExportOptions struct {
	Year     int // 0 for all
	TmpDir   string
	Progress func(done, of int64)
	// Coarse says of which votes only the levels leave the register, not the counts; nil for none. Such an export cannot be
	// imported again.
	Coarse func(register.Vote) bool
}

// Report says what an import did, or in a dry run would do. Anything refused means that nothing was written.
type Report struct {
	Rows      int  `json:"rows"`
	Added     int  `json:"added"`
	Changed   int  `json:"changed"`
	Unchanged int  `json:"unchanged"`
	Written   bool `json:"written"`
	// Refused are the first rows that were refused, RefusedRows how many there are.
	Refused     []Refusal `json:"refused"`
	RefusedRows int       `json:"refused_rows"`
	Skipped     []string  `json:"skipped"` // sheets with no headings that were understood
}

// Refusal is a row that was refused. Line counts from 1 in the sheet, or in JSON the elements of a list.
type Refusal struct {
	Sheet string `json:"sheet"`
	Line  int    `json:"line"`
	Code  string `json:"code"` // of register.Code, or one of those below
	Text  string `json:"text"` // what it is about: the cell, or the member of the input
}

// The codes of this package.
const (
	CodeAmbiguous = "ambiguous"    // a name that several have
	CodeCell      = "cell"         // a cell that is none of what its column may hold
	CodeVote      = "vote_entries" // a vote whose entries are not all in the history
)

// Error is why a file cannot be read at all.
type Error string

func (e Error) Error() string { return "sheets: " + string(e) }

// The errors.
const (
	ErrTooLarge    Error = "too_large"
	ErrEmpty       Error = "empty"
	ErrOldWorkbook Error = "old_workbook"
	ErrWorkbook    Error = "workbook"
	ErrEncoding    Error = "encoding"
	ErrNoTables    Error = "no_tables" // no headings were understood
	ErrJSON        Error = "json"
)
