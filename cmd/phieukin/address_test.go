package main

import (
	"net"
	"strings"
	"testing"
)

func TestAddressesThatPhonesOpen(t *testing.T) {
	for _, test := range []struct {
		ip     string
		port   int
		secure bool
		want   string
	}{
		{"192.168.1.5", 8080, false, "http://192.168.1.5:8080"},
		{"192.168.1.5", 80, false, "http://192.168.1.5"},
		{"192.168.1.5", 443, false, "http://192.168.1.5:443"},
		{"192.168.1.5", 443, true, "https://192.168.1.5"},
		{"192.168.1.5", 80, true, "https://192.168.1.5:80"},
		{"fd00::5", 8080, false, "http://[fd00::5]:8080"},
		{"fd00::5", 80, false, "http://[fd00::5]"},
	} {
		if got := localURL(&net.TCPAddr{IP: net.ParseIP(test.ip), Port: test.port}, test.secure); got != test.want {
			t.Errorf("%+v: %s", test, got)
		}
	}
	// Listening on all addresses names one that can be opened.
	for _, ip := range []net.IP{nil, net.IPv4zero, net.IPv6unspecified} {
		got := localURL(&net.TCPAddr{IP: ip, Port: 8080}, false)
		if strings.Contains(got, "0.0.0.0") || strings.Contains(got, "::") || !strings.HasSuffix(got, ":8080") {
			t.Errorf("%v: %s", ip, got)
		}
	}
}
