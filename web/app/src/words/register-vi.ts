// The Vietnamese words of /register, apart because no other page carries them.

export const register = {
  title: "Sổ xếp loại",
};
