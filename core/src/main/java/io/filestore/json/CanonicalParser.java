package io.filestore.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonParserBase;
import tools.jackson.core.util.TextBuffer;

/**
 * Gives canonical JSON to Jackson, token by token. It trusts its input like
 * {@link CanonicalScanner}, and does only what is asked for: a string is not decoded
 * before somebody wants to have it. That saves an application a fifth of a typed read.
 * For one value and one thread.
 */
public final class CanonicalParser extends JsonParserBase {

    private static final int LONG_DIGITS = 18;

    private final byte[] json;

    private final FieldNames names;

    /** Where the token starts; behind its quote if it is a string. */
    private int start;

    /** Whether the input is still at the start of a string. */
    private boolean unread;

    private long integer;

    /**
     * @param io has the limits and no buffers; may be shared
     */
    public CanonicalParser(byte[] json, FieldNames names, ObjectReadContext context, IOContext io, int features) {
        super(context, io, features, 0);
        this.json = json;
        this.names = names;
        this._inputEnd = json.length;
        this._streamReadConstraints.validateDocumentLength(json.length);
    }

    @Override
    public @Nullable JsonToken nextToken() {
        if (this.unread) {
            this.unread = false;
            this._inputPtr = CanonicalScanner.skipString(this.json, this.start - 1);
        }
        this._binaryValue = null;
        this._numTypesValid = NR_UNKNOWN;
        if (this._currToken == JsonToken.PROPERTY_NAME) {
            return _updateToken(value());
        }
        if (this._inputPtr == this._inputEnd) {
            close();
            return _updateTokenToNull();
        }
        int c = this.json[this._inputPtr];
        if (c == '}' || c == ']') {
            this._inputPtr++;
            this._streamReadContext = this._streamReadContext.clearAndGetParent();
            return _updateToken((c == '}') ? JsonToken.END_OBJECT : JsonToken.END_ARRAY);
        }
        if (this._streamReadContext.expectComma()) {
            this._inputPtr++;
        }
        if (!this._streamReadContext.inObject()) {
            return _updateToken(value());
        }
        this._streamReadContext.setCurrentName(name());
        return _updateToken(JsonToken.PROPERTY_NAME);
    }

    private String name() {
        this.start = this._inputPtr + 1;
        int end = AsciiText.end(this.json, this.start);
        if (this.json[end] != '"') {
            end = CanonicalScanner.skipString(this.json, this.start - 1) - 1;
        }
        this._streamReadConstraints.validateNameLength(end - this.start);
        this._inputPtr = end + 2;
        return this.names.text(this.json, this.start, end);
    }

    private JsonToken value() {
        this.start = this._inputPtr;
        int c = this.json[this._inputPtr++];
        switch (c) {
            case '"' -> {
                this.start++;
                this.unread = true;
                return JsonToken.VALUE_STRING;
            }
            case '{' -> {
                createChildObjectContext(1, this._inputPtr);
                return JsonToken.START_OBJECT;
            }
            case '[' -> {
                createChildArrayContext(1, this._inputPtr);
                return JsonToken.START_ARRAY;
            }
            case 't' -> {
                this._inputPtr += "rue".length();
                return JsonToken.VALUE_TRUE;
            }
            case 'f' -> {
                this._inputPtr += "alse".length();
                return JsonToken.VALUE_FALSE;
            }
            case 'n' -> {
                this._inputPtr += "ull".length();
                return JsonToken.VALUE_NULL;
            }
            default -> {
                return number(c == '-');
            }
        }
    }

    private JsonToken number(boolean negative) {
        int first = negative ? this.start + 1 : this.start;
        int at = first;
        long value = 0;
        while (at < this._inputEnd && isDigit(this.json[at])) {
            value = value * 10 + this.json[at++] - '0';
        }
        int whole = at - first;
        int more = 0;
        for (; at < this._inputEnd && !isEnd(this.json[at]); at++) {
            more += isDigit(this.json[at]) ? 1 : 0;
        }
        this._inputPtr = at;
        this.integer = negative ? -value : value;
        JsonToken token = reset(negative, whole, more, 0);
        if (more > 0 || whole > LONG_DIGITS) {
            this._textBuffer.resetWithString(ascii(at));
        }
        return token;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isEnd(int c) {
        return c == ',' || c == '}' || c == ']';
    }

    @Override
    protected void _parseNumericValue(int type) {
        if (this._currToken == JsonToken.VALUE_NUMBER_INT && this._intLength <= LONG_DIGITS) {
            this._numberInt = (int) this.integer;
            this._numberLong = this.integer;
            this._numTypesValid = (this._numberInt == this.integer) ? NR_INT : NR_LONG;
            return;
        }
        super._parseNumericValue(type);
    }

    @Override
    protected int _parseIntValue() {
        _parseNumericValue(NR_INT);
        if ((this._numTypesValid & NR_INT) == 0) {
            convertNumberToInt();
        }
        return this._numberInt;
    }

    @Override
    public @Nullable String getString() {
        if (this.unread) {
            return read();
        }
        return (this._currToken != null) ? text().contentsAsString() : null;
    }

    private String read() {
        this.unread = false;
        int end = AsciiText.end(this.json, this.start);
        String text;
        if (this.json[end] == '"') {
            this._inputPtr = end + 1;
            text = ascii(end);
        }
        else {
            this._inputPtr = CanonicalScanner.skipString(this.json, this.start - 1);
            text = JsonStrings.text(this.json, this.start, this._inputPtr - 1);
        }
        this._textBuffer.resetWithString(text);
        return text;
    }

    private String ascii(int end) {
        return new String(this.json, this.start, end - this.start, StandardCharsets.ISO_8859_1);
    }

    /** The text of the token, which must be there. */
    private TextBuffer text() {
        if (this.unread) {
            read();
        }
        else if (this._currToken == JsonToken.PROPERTY_NAME) {
            this._textBuffer.resetWithString(currentName());
        }
        else if (this._currToken == JsonToken.VALUE_NUMBER_INT) {
            this._textBuffer.resetWithString(ascii(this._inputPtr));
        }
        else if (!this._currToken.isScalarValue() || this._currToken.isBoolean()
                || this._currToken == JsonToken.VALUE_NULL) {
            this._textBuffer.resetWithString(this._currToken.asString());
        }
        return this._textBuffer;
    }

    @Override
    public char @Nullable [] getStringCharacters() {
        return (this._currToken != null) ? text().getTextBuffer() : null;
    }

    @Override
    public int getStringLength() {
        return (this._currToken != null) ? text().size() : 0;
    }

    @Override
    public int getStringOffset() {
        return 0;
    }

    @Override
    public int readBinaryValue(Base64Variant variant, OutputStream out) {
        byte[] bytes = getBinaryValue(variant);
        try {
            out.write(bytes);
        }
        catch (IOException ex) {
            throw _wrapIOFailure(ex);
        }
        return bytes.length;
    }

    @Override
    public TokenStreamLocation currentTokenLocation() {
        return location(this.start);
    }

    @Override
    public TokenStreamLocation currentLocation() {
        return location(this._inputPtr);
    }

    private TokenStreamLocation location(int at) {
        return new TokenStreamLocation(_contentReference(), at, -1L, 1, at + 1);
    }

    @Override
    public @Nullable Object streamReadInputSource() {
        return null;
    }

    @Override
    protected void _closeInput() {
    }

}
