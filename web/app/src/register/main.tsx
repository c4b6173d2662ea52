// "Sổ xếp loại", /register: the year of every organisation and member, from the self-assessment to the decision.

import { Frame, Read } from "../desk/frame.tsx";
import { years } from "../desk/desk.ts";
import { Heading } from "../ui/heading.tsx";
import { mount } from "../ui/mount.ts";
import { register } from "../words/register-vi.ts";
import { say } from "../words/words.ts";

const t = say("register", register);

mount(() => <Frame part="year"><Heading key="year">{t().title}</Heading><Read of={years.now.value} again={() => years.again()}>{(list) => <p>{list.length}</p>}</Read></Frame>);
