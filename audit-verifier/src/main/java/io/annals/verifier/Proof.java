package io.annals.verifier;

import java.util.Arrays;
import java.util.List;

/** The verification algorithms of RFC 9162. */
public final class Proof {

    private Proof() {}

    /** Section 2.1.3.2: whether the leaf with this index is in the tree with this size and root. */
    public static boolean includes(long index, long size, byte[] leaf, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        byte[] r = leaf;
        for (byte[] p : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = Sha.parent(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = Sha.parent(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(r, root);
    }

    /** Section 2.1.4.2: whether the older tree is the beginning of the newer one. */
    public static boolean consistent(long older, long newer, byte[] olderRoot, byte[] newerRoot, List<byte[]> path) {
        if (older == newer) {
            return path.isEmpty() && Arrays.equals(olderRoot, newerRoot);
        }
        if (older <= 0 || older > newer || path.isEmpty()) {
            return older == 0 && path.isEmpty();
        }
        boolean whole = Long.bitCount(older) == 1; // then the reader has the first node already
        byte[] fr = whole ? olderRoot : path.get(0);
        byte[] sr = fr;
        long fn = older - 1;
        long sn = newer - 1;
        for (; (fn & 1) == 1; sn >>= 1) {
            fn >>= 1;
        }
        for (byte[] c : path.subList(whole ? 0 : 1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = Sha.parent(c, fr);
                sr = Sha.parent(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = Sha.parent(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(fr, olderRoot) && Arrays.equals(sr, newerRoot);
    }
}
