package desk

import (
	"net/http"

	"phieukin/tally/minutes"
	"phieukin/tally/register"
)

// template gives the Word template of an organisation: its own, that of the nearest above, or the built-in one, which the
// header says by whose it is.
func (d *desk) template(w http.ResponseWriter, r *http.Request) error {
	y, err := year(r)
	if err != nil {
		return err
	}
	kind := minutes.Kind(r.PathValue("kind"))
	data := minutes.Template(kind)
	if data == nil {
		return notFound
	}
	own, of, err := d.Register.File(r.Context(), y, r.URL.Query().Get("org"), fileTemplate, string(kind))
	switch {
	case is(err, register.UnknownFile):
		w.Header().Set("X-Template-Of", "built-in")
	case err != nil:
		return err
	default:
		data = own
		w.Header().Set("X-Template-Of", of)
	}
	return file(w, data, typeDocx, string(kind)+".docx")
}

// putTemplate keeps a template whose placeholders are all known.
func (d *desk) putTemplate(w http.ResponseWriter, r *http.Request) error {
	kind := minutes.Kind(r.PathValue("kind"))
	if minutes.Template(kind) == nil {
		return notFound
	}
	data, err := whole(r)
	if err != nil {
		return err
	}
	if err := minutes.Check(kind, data); err != nil {
		return err
	}
	if err := d.Register.PutFile(r.Context(), d.stamp(by(r)), r.URL.Query().Get("org"), fileTemplate, string(kind), data); err != nil {
		return err
	}
	return done(w)
}

// dropTemplate goes back to the template of the nearest organisation above, or the built-in one.
func (d *desk) dropTemplate(w http.ResponseWriter, r *http.Request) error {
	if err := d.Register.PutFile(r.Context(), d.stamp(by(r)), r.URL.Query().Get("org"), fileTemplate, r.PathValue("kind"), nil); err != nil {
		return err
	}
	return done(w)
}
