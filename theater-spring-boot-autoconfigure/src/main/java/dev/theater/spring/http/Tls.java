package dev.theater.spring.http;

import java.io.IOException;
import java.net.Socket;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/** Puts TLS over connections, with the server's name checked. */
final class Tls {

	private final SSLSocketFactory sockets;

	private final SslOptions options;

	private Tls(SSLSocketFactory sockets, SslOptions options) {
		this.sockets = sockets;
		this.options = options;
	}

	/** By a bundle of the application's, or as the JVM is set up. */
	static Tls of(@Nullable SslBundle bundle) {
		return (bundle != null) ? new Tls(bundle.createSslContext().getSocketFactory(), bundle.getOptions())
				: new Tls((SSLSocketFactory) SSLSocketFactory.getDefault(), SslOptions.NONE);
	}

	/**
	 * Makes a connection a secure one.
	 * @throws HttpRefusedException if the server is not the one that is meant
	 */
	Socket over(Socket plain, GuestUri uri) throws IOException {
		try {
			SSLSocket socket = (SSLSocket) this.sockets.createSocket(plain, uri.host().bare(), uri.port(), true);
			SSLParameters parameters = socket.getSSLParameters();
			// without it, any certificate would do that somebody trusted has signed
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			if (this.options.getEnabledProtocols() != null) {
				parameters.setProtocols(this.options.getEnabledProtocols());
			}
			if (this.options.getCiphers() != null) {
				parameters.setCipherSuites(this.options.getCiphers());
			}
			socket.setSSLParameters(parameters);
			socket.startHandshake();
			return socket;
		}
		catch (SSLException ex) {
			throw new HttpRefusedException("no TLS connection to " + uri.origin() + " came about: the server does not "
					+ "speak it, or its certificate is not trusted for this name", ex);
		}
	}

}
