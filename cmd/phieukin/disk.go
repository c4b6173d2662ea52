package main

import (
	"fmt"
	"os"
)

// diskFree is how many bytes the folder's disk still takes, after something has been written there to be sure.
func diskFree(dir string) (int64, error) {
	f, err := os.CreateTemp(dir, "check-*")
	if err != nil {
		return 0, err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString("check")
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return 0, fmt.Errorf("writing to the data folder: %w", err)
	}
	return freeBytes(dir)
}
