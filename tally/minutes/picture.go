package minutes

import (
	"bytes"
	"strconv"
	"strings"
)

const pictureRelationship = relationships + "/image"

// pictureSide is that of a picture put into a paper, in English Metric Units: 25 mm.
const pictureSide = "900000"

// drawingSize is about what a drawing takes in a part.
const drawingSize = 1000

// pictures are those of one part of a file. Equal ones are kept once.
type pictures struct {
	file *file
	page string            // the part's name
	ids  map[string]string // relationships by content
	used int               // drawings made
}

// drawing is a picture for a run.
func (p *pictures) drawing(png []byte) *node {
	id, known := p.ids[string(png)]
	if !known {
		id = p.relate(p.file.store(png))
		p.ids[string(png)] = id
	}
	p.used++
	return drawing(id, strconv.Itoa(70_000+p.used))
}

// store keeps a picture in the file and returns its name there.
func (f *file) store(png []byte) string {
	for i := 1; ; i++ {
		name := "word/media/phieukin" + strconv.Itoa(i) + ".png"
		switch p := f.find(name); {
		case p == nil:
			f.put(name, png)
			return name
		case bytes.Equal(p.data, png):
			return p.name
		}
	}
}

// relate gives the page a relationship to a picture and returns its id. What is there was parsed before and is well formed.
func (p *pictures) relate(picture string) string {
	name := relationshipsOf(p.page)
	root := element("Relationships", []string{"xmlns", relationshipPart})
	if p.file.find(name) != nil {
		root, _ = p.file.xml(name)
	}
	id := "phieukin"
	for i := 1; ; i++ {
		id = "phieukin" + strconv.Itoa(i)
		taken := false
		for _, r := range root.kids {
			taken = taken || strings.EqualFold(r.attr("Id"), id)
		}
		if !taken {
			break
		}
	}
	root.add(element("Relationship", []string{"Id", id, "Type", pictureRelationship, "Target", "/" + picture}))
	p.file.put(name, root.encode())
	p.file.declarePNG()
	return id
}

// declarePNG tells readers of the file what its .png are.
func (f *file) declarePNG() {
	const name = "[Content_Types].xml"
	types, err := f.xml(name)
	if err != nil {
		panic("internal error: " + name + " was read before: " + err.Error())
	}
	for _, t := range types.kids {
		if t.name == "Default" && strings.EqualFold(t.attr("Extension"), "png") {
			return
		}
	}
	types.kids = append([]*node{element("Default", []string{"Extension", "png", "ContentType", "image/png"})}, types.kids...)
	f.put(name, types.encode())
}

// drawing is a picture within the line of text. It declares the namespaces it needs, which the part may lack.
func drawing(relationship, id string) *node {
	const (
		art = "http://schemas.openxmlformats.org/drawingml/2006/main"
		pic = "http://schemas.openxmlformats.org/drawingml/2006/picture"
		wp  = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	)
	size := []string{"cx", pictureSide, "cy", pictureSide}
	image := element("pic:pic", []string{"xmlns:pic", pic},
		element("pic:nvPicPr", nil, element("pic:cNvPr", []string{"id", id, "name", "QR"}), element("pic:cNvPicPr", nil)),
		element("pic:blipFill", nil,
			element("a:blip", []string{"xmlns:r", relationships, "r:embed", relationship}),
			element("a:stretch", nil, element("a:fillRect", nil))),
		element("pic:spPr", nil,
			element("a:xfrm", nil, element("a:off", []string{"x", "0", "y", "0"}), element("a:ext", size)),
			element("a:prstGeom", []string{"prst", "rect"}, element("a:avLst", nil))))
	return element("w:drawing", nil,
		element("wp:inline", []string{"xmlns:wp", wp, "distT", "0", "distB", "0", "distL", "0", "distR", "0"},
			element("wp:extent", size),
			element("wp:docPr", []string{"id", id, "name", "QR", "descr", "QR"}),
			element("a:graphic", []string{"xmlns:a", art}, element("a:graphicData", []string{"uri", pic}, image))))
}
