// An ESLint rule: no member of a browser's object that is too new. The types tell whose member it is, also where only a value is seen.
import { newMembers } from "./known.mjs";

export default {
  meta: { type: "problem", schema: [], messages: { tooNew: "{{object}}.{{name}} is not in the oldest browsers on plain http" } },
  create(context) {
    const services = context.sourceCode.parserServices;
    const checker = services.program.getTypeChecker();

    /** The type and those that it extends. */
    function* lineage(type) {
      for (const one of type.isUnionOrIntersection() ? type.types : [checker.getApparentType(type)]) {
        yield one;
        for (const base of one.isClassOrInterface() || one.target ? checker.getBaseTypes(one.target ?? one) : []) yield* lineage(base);
      }
    }

    return {
      MemberExpression({ object, property, computed }) {
        if (computed) return;
        const declared = services.getSymbolAtLocation(property)?.declarations?.[0]?.getSourceFile();
        if (!declared || !services.program.isSourceFileDefaultLibrary(declared)) return;
        for (const type of lineage(services.getTypeAtLocation(object))) {
          const name = type.symbol?.name === "__type" ? object.name : type.symbol?.name;
          const holder = name?.replace(/^Readonly(?=Array)|Constructor$/g, "");
          const whose = name === holder && name !== object.name ? "prototype" : "own";
          if (!newMembers(holder).some(([of, member]) => member === property.name && (of === "" || of === whose))) continue;
          context.report({ node: property, messageId: "tooNew", data: { object: holder, name: property.name } });
        }
      },
    };
  },
};
