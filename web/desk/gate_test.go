package desk_test

import (
	"net/http"
	"testing"
	"time"
)

// TestOnlyTheKeyOpens asks every kind of path with wrong keys until the address has to wait.
func TestOnlyTheKeyOpens(t *testing.T) {
	h := open(t)
	knock := func(method, path, authorization string) int {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), method, h.base+"/desk/v1"+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if authorization != "" {
			request.Header.Set("Authorization", authorization)
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer.StatusCode
	}
	if got := knock("GET", "/openapi.json", ""); got != http.StatusOK {
		t.Errorf("the description without a key: %d", got)
	}
	for _, authorization := range []string{"", "Bearer ", "Bearer guess", hostKey, "Basic " + hostKey, "bearer " + hostKey} {
		for _, path := range []string{"/years", "/profiles", "/votes/x"} {
			if got := knock("GET", path, authorization); got != http.StatusUnauthorized {
				t.Errorf("%s with %q: %d", path, authorization, got)
			}
		}
	}
	if got := knock("GET", "/years", "Bearer "+hostKey); got != http.StatusOK {
		t.Errorf("the right key after a few wrong ones: %d", got)
	}
	for range 20 {
		knock("POST", "/entries", "Bearer guess")
	}
	if got := knock("GET", "/years", "Bearer "+hostKey); got != http.StatusTooManyRequests {
		t.Errorf("after many guesses the right key gets %d", got)
	}
	h.now = h.now.Add(2 * time.Minute)
	if got := knock("GET", "/years", "Bearer "+hostKey); got != http.StatusOK {
		t.Errorf("after a while the right key gets %d", got)
	}
}

func TestBodiesHaveLimits(t *testing.T) {
	h := open(t)
	big := make([]byte, 5<<20)
	for path, method := range map[string]string{"/entries": "POST", "/profiles": "POST", "/templates/summary": "PUT"} {
		if code := h.refused(method, path, big); code != "413 too_large " {
			t.Errorf("%s: %s", path, code)
		}
	}
}
