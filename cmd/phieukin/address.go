package main

import (
	"net"
	"strconv"
)

// localURL is the address under which other devices reach a listener on this machine.
func localURL(addr *net.TCPAddr, secure bool) string {
	host := addr.IP
	if host == nil || host.IsUnspecified() {
		host = lanAddress()
	}
	scheme, standard := "http", 80
	if secure {
		scheme, standard = "https", 443
	}
	if addr.Port == standard {
		if host.To4() == nil {
			return scheme + "://[" + host.String() + "]"
		}
		return scheme + "://" + host.String()
	}
	return scheme + "://" + net.JoinHostPort(host.String(), strconv.Itoa(addr.Port))
}

// lanAddress picks this machine's address on the hall's network: a private IPv4 address of an interface that is up,
// or the loopback address where there is none.
func lanAddress() net.IP {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return net.IPv4(127, 0, 0, 1)
	}
	var other net.IP
	for _, a := range addresses {
		network, ok := a.(*net.IPNet)
		if !ok || network.IP.To4() == nil || network.IP.IsLoopback() || network.IP.IsLinkLocalUnicast() {
			continue
		}
		if network.IP.IsPrivate() {
			return network.IP
		}
		other = network.IP
	}
	if other != nil {
		return other
	}
	return net.IPv4(127, 0, 0, 1)
}
