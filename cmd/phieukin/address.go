package main

import (
	"net"
	"slices"
	"strconv"
)

// localURL is the address under which other devices reach a listener on this machine: the first of localURLs.
func localURL(addr *net.TCPAddr, secure bool) string { return localURLs(addr, secure)[0] }

// localURLs are the addresses under which other devices may reach a listener on this machine, the likeliest first.
func localURLs(addr *net.TCPAddr, secure bool) []string {
	hosts := []net.IP{addr.IP}
	if addr.IP == nil || addr.IP.IsUnspecified() {
		hosts = lanAddresses()
	}
	urls := make([]string, len(hosts))
	for i, host := range hosts {
		urls[i] = baseURL(host, addr.Port, secure)
	}
	return urls
}

func baseURL(host net.IP, port int, secure bool) string {
	scheme, standard := "http", 80
	if secure {
		scheme, standard = "https", 443
	}
	if port == standard {
		if host.To4() == nil {
			return scheme + "://[" + host.String() + "]"
		}
		return scheme + "://" + host.String()
	}
	return scheme + "://" + net.JoinHostPort(host.String(), strconv.Itoa(port))
}

// lanAddresses are this machine's IPv4 addresses on networks, those of private networks first; the loopback address where
// there is none.
func lanAddresses() []net.IP {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return []net.IP{net.IPv4(127, 0, 0, 1)}
	}
	var private, other []net.IP
	for _, a := range addresses {
		network, ok := a.(*net.IPNet)
		if !ok || network.IP.To4() == nil || network.IP.IsLoopback() || network.IP.IsLinkLocalUnicast() {
			continue
		}
		if network.IP.IsPrivate() {
			private = append(private, network.IP)
		} else {
			other = append(other, network.IP)
		}
	}
	if all := slices.Concat(private, other); len(all) > 0 {
		return all
	}
	return []net.IP{net.IPv4(127, 0, 0, 1)}
}
