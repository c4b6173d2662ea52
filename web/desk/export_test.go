package desk

// Operations are the methods and paths that the handler answers, as "GET /years".
func Operations() []string {
	all := []string{"GET /openapi.json"}
	for _, one := range routes {
		all = append(all, one.method+" "+one.path)
	}
	return all
}

// Document is openapi.json.
func Document() []byte { return document }
