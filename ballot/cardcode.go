package ballot

// damm is the quasigroup by which a check digit catches every single wrong digit and every swap of two neighbours.
var damm = [10]string{
	"0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
}

// IsCardCode reports whether a text is the code of a printed card: seven digits and their check digit.
func IsCardCode(code string) bool {
	if len(code) != 8 {
		return false
	}
	interim := byte('0')
	for _, digit := range []byte(code) {
		if digit < '0' || digit > '9' {
			return false
		}
		interim = damm[interim-'0'][digit-'0']
	}
	return interim == '0'
}
