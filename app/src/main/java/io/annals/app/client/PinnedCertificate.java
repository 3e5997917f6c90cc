package io.annals.app.client;

import io.annals.app.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the one server that holds this installation's own certificate, whoever signed it and whatever name it bears: the
 * command line talks to the server beside it, mostly as 127.0.0.1.
 */
final class PinnedCertificate extends X509ExtendedTrustManager {

    private final X509Certificate own;

    private PinnedCertificate(X509Certificate own) {
        this.own = own;
    }

    /** @param file PEM, the server's own certificate first */
    static SSLContext trusting(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            X509Certificate own =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedCertificate(own)}, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new Plain(
                    "The certificate " + file + " cannot be used (" + e.getMessage()
                            + "): name a PEM file (ANNALS_TLS_CERTIFICATE).",
                    e);
        }
    }

    private void check(X509Certificate... chain) throws CertificateException {
        if (chain.length == 0 || !chain[0].equals(own)) {
            throw new CertificateException("another certificate than the one in ANNALS_TLS_CERTIFICATE");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
