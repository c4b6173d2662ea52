package hall

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/web/wire"
)

// The changing code of a room is shown for a minute and taken for two more, for those who type slowly: a picture of the
// projector that is sent away is soon worth nothing.
const (
	doorPeriod = time.Minute
	doorsTaken = 3
)

// doors are the changing codes of now, the newest first. They follow from the meeting's identity and the time, so that
// nothing is kept and all nodes show the same. Phones send theirs to the host's browser, sealed; the server checks none.
func (r *Room) doors(now time.Time) []string {
	codes := make([]string, doorsTaken)
	for i := range codes {
		mac := hmac.New(sha256.New, []byte(r.identity.String()))
		fmt.Fprintf(mac, "phieukin-door %s %d", r.uuid, now.Unix()/int64(doorPeriod.Seconds())-int64(i))
		codes[i] = fmt.Sprintf("%04d", binary.BigEndian.Uint64(mac.Sum(nil))%10000)
	}
	return codes
}

// showDoor gives host and projector the address of the room. Its fragment carries the fingerprint of the registrar's
// recipient, so that a phone that scanned it cannot be given another one, and the changing code where one is asked for.
func (r *Room) showDoor(view *wire.State, state meeting.State) {
	url := r.hall.BaseURL() + "/" + r.code + "#" + ballot.RegistrarTag(state.Created.Registrar)
	if state.Plan.Doors && state.Closing == nil {
		codes := r.doors(r.hall.Now())
		view.Door = codes[0]
		if view.Role == wire.RoleHost {
			view.Taken = codes
		}
		url += "." + view.Door
	}
	view.Join = r.address(url)
}
