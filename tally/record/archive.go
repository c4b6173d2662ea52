package record

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"strconv"

	"phieukin/crypto/strict"
)

const (
	block       = 512
	archiveName = "BELENIOS"
	dataSuffix  = ".data.json"
	eventSuffix = ".event.json"
	// maxTimestamp keeps the time within its eleven octal digits.
	maxTimestamp = 1<<33 - 1
	// maxObject bounds one object, which is read into memory whole: a list of about a million credentials.
	maxObject = 64 << 20
)

// header writes one tar header as Belenios does: everything but name, size, time and checksum is constant.
func header(name string, size int, timestamp int64) []byte {
	h := make([]byte, block)
	copy(h, name)
	copy(h[100:], "0000644")
	copy(h[108:], "0000000")
	copy(h[116:], "0000000")
	copy(h[124:], fmt.Sprintf("%011o", size))
	copy(h[136:], fmt.Sprintf("%011o", timestamp))
	h[156] = '0'
	copy(h[148:], "        ")
	sum := 0
	for _, b := range h {
		sum += int(b)
	}
	copy(h[148:], fmt.Sprintf("%06o\x00 ", sum))
	return h
}

func padding(size int) int { return (block - size%block) % block }

type archiveHeader struct {
	Version   int    `json:"version"`
	Timestamp string `json:"timestamp"`
}

// section is where an object's content stands in the file, and its hash.
type section struct {
	at   int64
	size int
	hash [sha256.Size]byte
}

// read loads the content and makes sure that it is what was hashed: the file may have changed meanwhile.
func (s section) read(file File) ([]byte, error) {
	content := make([]byte, s.size)
	if _, err := file.ReadAt(content, s.at); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if sha256.Sum256(content) != s.hash {
		return nil, fmt.Errorf("%w: the file changed while it was read", ErrUnreadable)
	}
	return content, nil
}

func (s section) name(suffix string) string { return hex.EncodeToString(s.hash[:]) + suffix }

func (s section) tracker() string { return base64.RawStdEncoding.EncodeToString(s.hash[:]) }

// member is one file of the archive.
type member struct {
	name string
	section
}

// scanner reads an archive from its start, a member at a time, and checks every header byte for byte. It holds none of
// the contents.
type scanner struct {
	file      File
	in        *bufio.Reader
	at        int64
	timestamp int64
	soFar     hash.Hash // over every byte that was read
	buffer    []byte
}

// newScanner reads the archive's first member, which is its header.
func newScanner(file File) (*scanner, error) {
	s := &scanner{file: file, in: bufio.NewReader(io.NewSectionReader(file, 0, file.Size())), timestamp: -1, soFar: sha256.New(), buffer: make([]byte, 1<<15)}
	start, err := s.in.Peek(len(archiveName) + 1)
	if err != nil || file.Size() < 2*block || string(start) != archiveName+"\x00" {
		return nil, ErrUnreadable
	}
	_, err = s.next()
	return s, err
}

// next reads one member; io.EOF stands for the end.
func (s *scanner) next() (member, error) {
	left := s.file.Size() - s.at
	if left == 0 {
		return member{}, io.EOF
	}
	if left < block {
		return member{}, fail("archive", "", "stray bytes at the end")
	}
	head := make([]byte, block)
	if err := s.take(head); err != nil {
		return member{}, err
	}
	name := string(bytes.TrimRight(head[:100], "\x00"))
	size, err := strconv.ParseInt(string(head[124:135]), 8, 32)
	if err != nil || size < 0 || size > left-block-int64(padding(int(size))) {
		return member{}, fail("archive", name, "a member does not fit")
	}
	if size > maxObject {
		return member{}, fail("archive", name, "a member is too large")
	}
	m := member{name, section{at: s.at, size: int(size)}}
	content := sha256.New()
	if _, err := io.CopyBuffer(io.MultiWriter(content, s.soFar), io.LimitReader(s.in, size), s.buffer); err != nil {
		return member{}, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	s.at += size
	content.Sum(m.hash[:0])
	if s.timestamp < 0 {
		if s.timestamp, err = s.readTimestamp(m); err != nil {
			return member{}, err
		}
	}
	if !bytes.Equal(head, header(name, m.size, s.timestamp)) {
		return member{}, fail("archive", name, "a header is not in its one form")
	}
	rest := make([]byte, padding(m.size))
	if err := s.take(rest); err != nil {
		return member{}, err
	}
	if len(bytes.Trim(rest, "\x00")) > 0 {
		return member{}, fail("archive", name, "padding is not empty")
	}
	return m, nil
}

func (s *scanner) take(to []byte) error {
	if _, err := io.ReadFull(s.in, to); err != nil {
		return fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	s.soFar.Write(to)
	s.at += int64(len(to))
	return nil
}

func (s *scanner) readTimestamp(m member) (int64, error) {
	content, err := m.read(s.file)
	if err != nil {
		return 0, err
	}
	var h archiveHeader
	if err := strict.DecodeCanonical(content, &h); err != nil || h.Version != 1 {
		return 0, fail("archive", archiveName, "unknown header")
	}
	t, err := strconv.ParseInt(h.Timestamp, 10, 64)
	if err != nil || t < 0 || t > maxTimestamp || strconv.FormatInt(t, 10) != h.Timestamp {
		return 0, fail("archive", archiveName, "malformed timestamp")
	}
	return t, nil
}

// sum is the hex SHA-256 of the archive's bytes so far.
func (s *scanner) sum() string { return hex.EncodeToString(s.soFar.Sum(nil)) }
