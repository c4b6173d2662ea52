package desk

import (
	_ "embed"
	"net/http"
)

//go:embed openapi.json
var document []byte

// openAPI gives the description of the API, which holds no data, to anybody.
func openAPI(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Write(document)
}
