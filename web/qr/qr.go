// Package qr makes QR codes: as plain modules, which pages draw themselves, black on white at any size, with the quiet
// zone of four modules that scanners need; as pictures for papers; and for a terminal.
package qr

import (
	"fmt"

	"github.com/skip2/go-qrcode"
)

// Modules returns the rows of a code for text, each a string of 0 and 1, without the quiet zone. Level M corrects 15 %.
func Modules(text string) ([]string, error) {
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return nil, fmt.Errorf("qr: %w", err)
	}
	code.DisableBorder = true
	bitmap := code.Bitmap()
	rows := make([]string, len(bitmap))
	for i, row := range bitmap {
		out := make([]byte, len(row))
		for j, dark := range row {
			out[j] = '0'
			if dark {
				out[j] = '1'
			}
		}
		rows[i] = string(out)
	}
	return rows, nil
}

// PNG draws a code for paper, with the quiet zone, each module several pixels wide.
func PNG(text string) ([]byte, error) {
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return nil, fmt.Errorf("qr: %w", err)
	}
	return code.PNG(-8)
}

// Terminal draws a code with half blocks, dark on light whatever the terminal's colours.
func Terminal(text string) (string, error) {
	code, err := qrcode.New(text, qrcode.Low)
	if err != nil {
		return "", fmt.Errorf("qr: %w", err)
	}
	return code.ToSmallString(false), nil
}
