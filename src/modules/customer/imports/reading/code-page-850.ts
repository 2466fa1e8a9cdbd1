/** What DOS and programs from its time write in Western Europe. It is not on the WHATWG list, so that no import reads it. */
export const CODE_PAGE_850 = "cp850";

/** The signs of the bytes from 0x80 (Unicode's mapping table CP850.TXT). */
const SIGNS =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

export const fromCodePage850 = (bytes: Buffer): string =>
  bytes.toString("latin1").replace(/[\x80-\xff]/g, (letter) => SIGNS[letter.charCodeAt(0) - 0x80]);
