package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDiskFreeNeedsAFolderThatTakesBytes(t *testing.T) {
	dir := t.TempDir()
	if free, err := diskFree(dir); err != nil || free <= 0 {
		t.Errorf("%d bytes, %v", free, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
	if _, err := diskFree(filepath.Join(dir, "absent")); err == nil {
		t.Error("a folder that is not there takes bytes")
	}
}
