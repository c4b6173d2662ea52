package sheets

import (
	"encoding/json"
	"errors"
	"io"

	"phieukin/crypto/strict"
	"phieukin/tally/register"
)

// cycleThing is a cycle in JSON: the profile is a text, whose bytes are kept as they are.
type cycleThing struct {
	Org         string `json:"org"`
	Year        int    `json:"year"`
	Profile     string `json:"profile"`
	ProfileHash string `json:"profile_hash"`
	ProfileFile string `json:"profile_file"`
}

// readJSON reads one object: its format, then the lists in the order of the tables, any of them absent.
func readJSON(in *importer, src io.Reader, size int64) error {
	d := json.NewDecoder(src)
	m := &meter{in: in, of: size}
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return ErrJSON
	}
	var format string
	if t, err := d.Token(); err != nil || t != "format" || d.Decode(&format) != nil || format != formatName {
		return ErrJSON
	}
	next := 0
	for d.More() {
		t, err := d.Token()
		name, ok := t.(string)
		if err != nil || !ok {
			return ErrJSON
		}
		for next < len(tables) && tables[next].ID != name {
			next++
		}
		if next == len(tables) {
			return ErrJSON // unknown, twice, or out of order
		}
		if err := readList(in, d, m, tables[next].ID); err != nil {
			return err
		}
		next++
	}
	if _, err := d.Token(); err != nil {
		return ErrJSON
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return ErrJSON
	}
	return nil
}

func readList(in *importer, d *json.Decoder, m *meter, name string) error {
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return ErrJSON
	}
	in.understood++
	for line := 1; d.More(); line++ {
		var element json.RawMessage
		before := d.InputOffset()
		if err := d.Decode(&element); err != nil {
			return ErrJSON
		}
		m.add(d.InputOffset() - before)
		in.place(name, line)
		in.report.Rows++
		if err := in.takeElement(name, element); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return ErrJSON
	}
	return nil
}

func (in *importer) takeElement(name string, element []byte) error {
	switch name {
	case "organisations":
		return decodeThen(in, element, in.organisation)
	case "members":
		return decodeThen(in, element, in.member)
	case "statuses":
		return decodeThen(in, element, in.status)
	case "seats":
		return decodeThen(in, element, in.body)
	case "cycles":
		return decodeThen(in, element, func(c cycleThing) error {
			return in.cycle(register.Cycle{Org: c.Org, Year: c.Year, Profile: c.Profile, ProfileHash: c.ProfileHash, ProfileFile: json.RawMessage(c.ProfileFile)})
		})
	case "ballots":
		return decodeThen(in, element, in.ballot)
	case "votes":
		return decodeThen(in, element, in.restore)
	case "entries":
		return decodeThen(in, element, in.entry)
	}
	return decodeThen(in, element, in.rating)
}

// decodeThen reads one thing strictly, and takes it.
func decodeThen[T any](in *importer, element []byte, take func(T) error) error {
	var thing T
	if err := strict.DecodeWhole(element, &thing); err != nil {
		in.refuse(string(register.BadShape), err.Error())
		return nil
	}
	return take(thing)
}
