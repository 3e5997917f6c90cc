package io.annals.verifier;

import java.io.IOException;
import java.util.Arrays;

/** The stored leaves in order, tile by tile; {@code null} where there is none. */
final class Leaves implements AutoCloseable {

    private final Export.Source<Export.Tile> tiles;
    private Export.Tile tile;
    private long expected;
    private int at;

    Leaves(Export export) throws IOException {
        tiles = export.tiles();
    }

    byte[] next() throws IOException {
        if (tile == null || at == tile.hashes().length) {
            if (tile != null && tile.hashes().length < Check.TILE) {
                return null;
            }
            do {
                tile = tiles.next();
            } while (tile != null && (tile.level() < 0 || tile.level() == 0 && tile.number() < expected));
            if (tile == null || tile.level() != 0 || tile.number() != expected || tile.hashes().length < Sha.LENGTH) {
                tile = new Export.Tile(0, expected, new byte[0]);
                at = 0;
                return null;
            }
            expected++;
            at = 0;
        }
        at += Sha.LENGTH;
        return at > tile.hashes().length ? null : Arrays.copyOfRange(tile.hashes(), at - Sha.LENGTH, at);
    }

    @Override
    public void close() throws IOException {
        tiles.close();
    }
}
