package io.filestore.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;

import io.filestore.io.StoreDirectory;

/**
 * LZ4 frames with a checksum each, one behind the other, as {@code lz4 -dc} reads them.
 *
 * <pre>
 * 04 22 4d 18 | flags | blocks of up to 64 KB | 00 00 00 00 | checksum of the content
 * 04 22 4d 18 | … the next append
 * </pre>
 */
final class Lz4Container implements Container {

    @Override
    public String suffix() {
        return ".lz4";
    }

    @Override
    public boolean isTransparent() {
        return false;
    }

    @Override
    public OutputStream pack(OutputStream out) throws IOException {
        return new LZ4FrameOutputStream(new PlainContainer.OpenOutput(out), BLOCKSIZE.SIZE_64KB,
                FLG.Bits.BLOCK_INDEPENDENCE, FLG.Bits.CONTENT_CHECKSUM);
    }

    @Override
    public Opened open(StoreDirectory directory, Path file) throws IOException {
        Lz4Survey survey = Lz4Survey.of(directory, file);
        return new Opened(new Lz4Content(directory.read(file), survey), survey.length(), survey.damage());
    }

}
