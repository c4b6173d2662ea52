package web

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"phieukin/web/hall"
)

// Metrics serves what an operator may watch, on an address of its own. There are no labels by room, and ballots that went
// in are not counted at all: a counter that moves at the moment of somebody's tap would tell who has voted, which the
// pages show in steps only.
func Metrics(h *hall.Hall) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "phieukin_meetings", Help: "Meetings served by this process.",
		}, func() float64 { return float64(h.Meetings()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "phieukin_clients", Help: "Open room sockets.",
		}, func() float64 { return float64(h.Clients()) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "phieukin_ballots_refused_total", Help: "Ballots that were refused, for whatever reason.",
		}, func() float64 { return float64(h.Refused()) }),
	)
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	return mux
}
