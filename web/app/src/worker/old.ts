// What noble uses and the oldest browsers lack (Object.hasOwn: Chrome 93, Safari 15.4; setBigUint64: Safari 15). Imported first by every
// worker, because noble already needs it while it loads.

type HasOwn = (object: object, key: PropertyKey) => boolean;

const holder = Object as unknown as { hasOwn?: HasOwn };
holder.hasOwn ??= (object, key) => Object.prototype.hasOwnProperty.call(object, key);

const view = DataView.prototype as { setBigUint64?: DataView["setBigUint64"] };
view.setBigUint64 ??= function setBigUint64(this: DataView, offset: number, value: bigint, littleEndian?: boolean): void {
  const high = Number(value >> 32n);
  const low = Number(value & 0xffffffffn);
  this.setUint32(offset, littleEndian === true ? low : high, littleEndian);
  this.setUint32(offset + 4, littleEndian === true ? high : low, littleEndian);
};
