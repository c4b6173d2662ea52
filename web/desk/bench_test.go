package desk_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"context"

	"phieukin/tally/register"
	"phieukin/tally/register/registertest"
	"phieukin/web/desk"
	"phieukin/web/hall"
)

// noMeetings is a hall in which nothing runs.
type noMeetings struct{}

func (noMeetings) IsHost(string) bool              { return true }
func (noMeetings) Begun(string) (hall.Begun, bool) { return hall.Begun{}, false }
func (noMeetings) BaseURL() string                 { return "http://192.168.8.2:8080" }
func (noMeetings) File(context.Context, string, string) (hall.File, error) {
	return hall.File{}, hall.ErrNoRoom
}

// BenchmarkPages measures what each page asks of a register of 3,400 organisations and 100,000 members over five years.
func BenchmarkPages(b *testing.B) {
	r, err := register.Open(filepath.Join(b.TempDir(), "register.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { r.Close() })
	if err := registertest.Fill(b.Context(), r, registertest.Province, 1); err != nil {
		b.Fatal(err)
	}
	votes, err := r.Votes(b.Context(), registertest.LastYear, registertest.ACell)
	if err != nil || len(votes) == 0 {
		b.Fatalf("%d votes of a cell, %v", len(votes), err)
	}
	handler := desk.New(desk.Config{Register: r, Log: slog.New(slog.DiscardHandler), Now: time.Now}).Handler(noMeetings{})
	for name, path := range map[string]string{
		"Years":              "/years",
		"Roots":              "/organisations?year=2026",
		"Children":           "/organisations?year=2026&parent=" + registertest.Root,
		"Search":             "/organisations?year=2026&q=hoa%20binh",
		"OrganisationRoot":   "/organisations/" + registertest.Root + "?year=2026",
		"OrganisationMiddle": "/organisations/" + registertest.ACommittee + "?year=2026",
		"OrganisationCell":   "/organisations/" + registertest.ACell + "?year=2026",
		"Member":             "/members/" + registertest.AMember + "?year=2026",
		"Vote":               "/votes/" + votes[0].ID,
		"Trace":              "/trace?year=2026&subject=m:" + registertest.AMember,
		"CapsMembers":        "/caps?year=2026&of=member&org=" + registertest.Root,
		"CapsOrganisations":  "/caps?year=2026&of=organisation&org=" + registertest.Root,
		"Candour":            "/candour?year=2026&org=" + registertest.Root,
		"Counted":            "/counted?year=2026&of=member&decided=3&org=" + registertest.Root,
		"CountedFar":         "/counted?year=2026&of=member&vote=0&decided=2&org=" + registertest.Root,
		"Plans":              "/plans?year=2026&org=" + registertest.Root,
		"Profiles":           "/profiles",
		"Summary":            "/documents/summary?year=2026&org=" + registertest.Root,
		"CellSummary":        "/documents/summary?year=2026&org=" + registertest.ACell,
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				request := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/desk/v1"+path, nil)
				request.Header.Set("Authorization", "Bearer key")
				answer := httptest.NewRecorder()
				handler.ServeHTTP(answer, request)
				if answer.Code != http.StatusOK {
					b.Fatalf("%s: %d %s", path, answer.Code, answer.Body)
				}
			}
		})
	}
}
