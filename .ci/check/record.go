package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

// A record is what the audit needs of an archive: the parts to hand to the tool, unchanged.
type record struct {
	uuid    string
	setup   []byte   // the archive up to and including its Setup event: an archive of its own
	ballots [][]byte // in the order of their events
	tally   []byte   // the payload of EncryptedTally, nil while there is none
	result  bool
}

// stages is the order of events in a record. A Ballot event after another kind would hide every ballot before it
// from the tool, which collects them backwards until the kind changes.
var stages = map[string]int{"Setup": 1, "Ballot": 2, "EndBallots": 3, "EncryptedTally": 4, "PartialDecryption": 5, "Result": 6}

// parse walks the archive's tar records. It checks the order of events and that each payload is there; the hash
// chain and the archive's exact form are the tool's to check.
func parse(data []byte) (*record, error) {
	var (
		r       record
		stage   int
		objects = map[string][]byte{}
	)
	for at := 0; at < len(data); {
		name, content, end, err := next(data, at)
		if err != nil {
			return nil, err
		}
		at = end
		sum := sha256.Sum256(content)
		objects[hex.EncodeToString(sum[:])] = content
		if !bytes.HasSuffix(name, []byte(".event.json")) {
			continue
		}
		var event struct{ Type, Payload string }
		if err := json.Unmarshal(content, &event); err != nil {
			return nil, fmt.Errorf("event: %w", err)
		}
		now := stages[event.Type]
		if now == 0 || now < stage || now == stage && event.Type != "Ballot" && event.Type != "PartialDecryption" {
			return nil, fmt.Errorf("event %q is out of place", event.Type)
		}
		stage = now
		payload, ok := objects[event.Payload]
		if !ok && event.Type != "EndBallots" {
			return nil, fmt.Errorf("event %q has no payload", event.Type)
		}
		switch event.Type {
		case "Setup":
			r.setup = data[:end]
			if r.uuid, err = electionID(objects, payload); err != nil {
				return nil, err
			}
		case "Ballot":
			r.ballots = append(r.ballots, payload)
		case "EncryptedTally":
			r.tally = payload
		case "Result":
			r.result = true
		}
	}
	if r.setup == nil {
		return nil, errors.New("no setup")
	}
	return &r, nil
}

// next returns the tar record at an offset and where it ends.
func next(data []byte, at int) (name, content []byte, end int, err error) {
	const block = 512
	if len(data)-at < block {
		return nil, nil, 0, errors.New("archive ends inside a header")
	}
	header := data[at : at+block]
	size, err := strconv.ParseUint(string(header[124:135]), 8, 32)
	if err != nil {
		return nil, nil, 0, fmt.Errorf("archive header: %w", err)
	}
	start := at + block
	end = start + (int(size)+block-1)/block*block
	if end > len(data) {
		return nil, nil, 0, errors.New("archive ends inside a file")
	}
	return bytes.TrimRight(header[:100], "\x00"), data[start : start+int(size)], end, nil
}

func electionID(objects map[string][]byte, setup []byte) (string, error) {
	var ids struct{ Election string }
	if err := json.Unmarshal(setup, &ids); err != nil {
		return "", fmt.Errorf("setup: %w", err)
	}
	var election struct{ UUID string }
	if err := json.Unmarshal(objects[ids.Election], &election); err != nil {
		return "", fmt.Errorf("election: %w", err)
	}
	for _, c := range election.UUID { // it becomes a file's name
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return "", fmt.Errorf("election has uuid %q", election.UUID)
		}
	}
	if election.UUID == "" {
		return "", errors.New("election has no uuid")
	}
	return election.UUID, nil
}
