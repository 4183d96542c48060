// The editor brings an old DOMPurify of its own, which no list of dependencies names. This stands in its place.

import purify from "dompurify";

export default purify;
export const { version, isSupported, sanitize, setConfig, clearConfig, isValidAttribute } = purify;
export const { addHook, removeHook, removeHooks, removeAllHooks } = purify;
