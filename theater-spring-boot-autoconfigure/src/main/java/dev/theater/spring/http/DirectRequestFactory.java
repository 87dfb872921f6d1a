package dev.theater.spring.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Makes a connection for each exchange, to an address that was looked at before: clients
 * that look a name up themselves may get another answer than the one that was checked
 * (DNS rebinding). There is no pool and so nothing that one guest's exchange could leave
 * for another's, no redirect is followed, no cookie kept, nothing unpacked and nothing
 * sent twice.
 */
final class DirectRequestFactory implements ClientHttpRequestFactory {

	private static final int MOST_ADDRESSES = 4;

	private final Resolver resolver;

	private final Tls tls;

	DirectRequestFactory(Resolver resolver, Tls tls) {
		this.resolver = resolver;
		this.tls = tls;
	}

	@Override
	public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
		return new DirectRequest(uri, method, this);
	}

	/**
	 * Connects to a server.
	 * @throws HttpRefusedException if it cannot be reached, or must not be
	 */
	Socket connect(GuestUri uri, Exchange exchange) throws IOException {
		Socket socket = connect(uri, addresses(uri.host(), exchange), exchange);
		return uri.https() ? this.tls.over(socket, uri) : socket;
	}

	private List<InetAddress> addresses(HostName host, Exchange exchange) throws HttpRefusedException {
		InetAddress literal = host.address();
		InetAddress[] found;
		try {
			found = (literal != null) ? new InetAddress[] { literal } : this.resolver.resolve(host.text());
		}
		catch (UnknownHostException ex) {
			throw new HttpRefusedException("host '" + host.text() + "' is not known; is its name right?", ex);
		}
		List<InetAddress> reachable = Arrays.stream(found)
			.filter((address) -> exchange.mayReach(host, address))
			.limit(MOST_ADDRESSES)
			.toList();
		if (reachable.isEmpty()) {
			throw new HttpRefusedException("host '" + host.text() + "' leads to no address that this actor may reach; "
					+ "allow_private = true in [[handler]] type = \"http-client\" of its manifest allows those of "
					+ "private networks, and an entry of hosts that is an address allows that one");
		}
		return reachable;
	}

	private static Socket connect(GuestUri uri, List<InetAddress> addresses, Exchange exchange) throws IOException {
		IOException last = new IOException("no address");
		for (int i = 0; i < addresses.size(); i++) {
			// not by a proxy of the JVM's, which would look the name up once more
			Socket socket = new Socket(Proxy.NO_PROXY);
			exchange.opens(socket);
			try {
				socket.setTcpNoDelay(true);
				socket.connect(new InetSocketAddress(addresses.get(i), uri.port()),
						Math.max(1, exchange.remainingMillis() / (addresses.size() - i)));
				return socket;
			}
			catch (IOException ex) {
				socket.close();
				last = ex;
			}
		}
		throw new HttpRefusedException("no connection to " + uri.origin() + " came about", last);
	}

	/** Finds the addresses of a name. */
	@FunctionalInterface
	interface Resolver {

		/**
		 * @throws UnknownHostException if it has none
		 */
		InetAddress[] resolve(String name) throws UnknownHostException;

	}

}
