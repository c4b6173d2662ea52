package hall

import (
	"slices"
	"testing"
	"time"

	"phieukin/crypto/envelope"
)

// A changing code is shown for its minute and taken for two more; other rooms have other codes.
func TestDoors(t *testing.T) {
	identity, err := envelope.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	room := &Room{uuid: "a", identity: identity}
	start := time.Date(2026, 12, 5, 8, 0, 0, 0, time.UTC)
	shown := room.doors(start)[0]
	for after, taken := range map[time.Duration]bool{
		0: true, 59 * time.Second: true, time.Minute: true, 3*time.Minute - time.Second: true, 3 * time.Minute: false, -time.Second: false,
	} {
		if got := slices.Contains(room.doors(start.Add(after)), shown); got != taken {
			t.Errorf("%v after it was first shown: taken %v", after, got)
		}
	}
	if room.doors(start.Add(59 * time.Second))[0] != shown || room.doors(start.Add(time.Minute))[0] == shown {
		t.Error("the code does not change with the minute")
	}
	if other := (&Room{uuid: "b", identity: identity}).doors(start); slices.Equal(other, room.doors(start)) {
		t.Error("two rooms have the same codes")
	}
}
