package io.filestore.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

import net.jpountz.lz4.LZ4FrameInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the frames of a file hold, one behind the other; of a damaged one, what can be
 * decoded and then a newline.
 */
final class Lz4Content extends InputStream {

    private final CountedInput in;

    private final Iterator<Lz4Survey.Piece> pieces;

    private Lz4Survey.@Nullable Piece piece;

    private @Nullable InputStream frames;

    Lz4Content(InputStream file, Lz4Survey survey) throws IOException {
        this.in = new CountedInput(file, 0);
        this.pieces = survey.pieces().iterator();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (length > 0) {
            if (this.piece == null) {
                if (!this.pieces.hasNext()) {
                    return -1;
                }
                this.piece = this.pieces.next();
                this.in.limit(this.in.position() + this.piece.length());
            }
            int count = decode(this.piece, target, offset, length);
            if (count > 0) {
                return count;
            }
            boolean whole = this.piece.whole();
            this.piece = null;
            this.frames = null;
            this.in.skipToLimit();
            if (!whole) {
                target[offset] = '\n';
                return 1;
            }
        }
        return 0;
    }

    private int decode(Lz4Survey.Piece piece, byte[] target, int offset, int length) throws IOException {
        try {
            if (this.frames == null) {
                this.frames = new LZ4FrameInputStream(this.in);
            }
            return this.frames.read(target, offset, length);
        }
        catch (IOException ex) {
            if (piece.whole() || this.in.failed()) {
                throw ex;
            }
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        this.in.close();
    }

}
