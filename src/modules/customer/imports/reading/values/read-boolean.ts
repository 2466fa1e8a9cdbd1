import { CellError, shown } from "./cell-error";

/** In English and the other languages whose headers are known, as shops and spreadsheets write them. */
const YES = "true,yes,y,1,on,x,t,wahr,ja,j,vrai,oui,o,verdadero,si,sí,s,waar,vero,sì,verdadeiro,sim,enabled,active";
const NO = "false,no,n,0,off,f,falsch,nein,faux,non,falso,onwaar,nee,não,nao,disabled,inactive";

const MARKS: ReadonlyMap<string, boolean> = new Map([
  ...YES.split(",").map((word): [string, boolean] => [word, true]),
  ...NO.split(",").map((word): [string, boolean] => [word, false]),
]);

/** A yes or no, in the words that exports have for it. */
export function readBoolean(cell: string): boolean | CellError {
  return (
    MARKS.get(cell.trim().toLowerCase()) ?? new CellError(`${shown(cell)} is neither true (yes, 1) nor false (no, 0)`)
  );
}
