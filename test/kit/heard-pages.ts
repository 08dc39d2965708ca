import { AskedFields } from '../../src/connector-kit/asked-fields.ts';
import type { Http } from '../../src/connector-kit/http.ts';

/** Tells all of each page, though of its rows only some fields are read. */
export const heardPages =
  (http: Http, hear: (text: string) => void): Http['page'] =>
  async (request) => {
    const { fields } = request;
    if (fields) {
      fields.read = (text, isCoded) => {
        hear(isCoded ? Buffer.from(text, 'latin1').toString('utf8') : text);
        return AskedFields.prototype.read.call(fields, text, isCoded);
      };
    }
    const answer = await http.page(request);
    if (!fields && !answer.unchanged) hear(JSON.stringify(answer.body.value()));
    return answer;
  };
