package minutes

// Code says what is wrong with a template.
type Code string

// What a template is refused for. Name in an [Error] is the placeholder, except where another meaning is given.
const (
	NotDocx   Code = "not_docx"   // not a Word document of today's format; Name: the part that is missing or broken, if one is
	TooLarge  Code = "too_large"  // the file, or what it unpacks to, or the paper made from it
	Macros    Code = "macros"     // it carries programs
	External  Code = "external"   // it fetches something from elsewhere; Name: from where
	Embedded  Code = "embedded"   // it carries another document; Name: its kind
	Unknown   Code = "unknown"    // no such placeholder here
	Braces    Code = "braces"     // {{ without }}, or }} without {{; Name: what stands there
	Unclosed  Code = "unclosed"   // {{#name}}, {{?name}} or {{^name}} without its {{/name}}
	Unopened  Code = "unopened"   // {{/name}} without what it closes
	Misplaced Code = "misplaced"  // a block that starts and ends in places that do not belong together
	NotAList  Code = "not_a_list" // {{#name}} of something that does not repeat
	NotText   Code = "not_text"   // a list or a condition printed as if it were text
	Nested    Code = "nested"     // a list repeated inside itself
)

// Error is why a template is refused.
type Error struct {
	Code Code
	Name string
}

func (e *Error) Error() string {
	if e.Name == "" {
		return "template: " + string(e.Code)
	}
	return "template: " + string(e.Code) + ": " + e.Name
}
