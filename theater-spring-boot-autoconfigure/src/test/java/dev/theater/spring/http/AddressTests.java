package dev.theater.spring.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

import dev.theater.actor.ActorId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the names lead that a guest may call. */
@Timeout(120)
class AddressTests {

	@TempDir
	private Path directory;

	private ScriptedServer server;

	private Fetchers fetchers;

	@BeforeEach
	void start() throws IOException {
		this.server = new ScriptedServer();
		this.fetchers = new Fetchers(this.directory);
	}

	@AfterEach
	void stop() throws IOException {
		this.fetchers.close();
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.1.1.1", "8.8.8.8", "93.184.216.34", "172.15.255.255", "172.32.0.1", "192.167.1.1",
			"100.63.255.255", "100.128.0.1", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4001:80e::200e",
			"64:ff9b::808:808", "2002:808:808::1" })
	void areOfTheInternet(String address) throws IOException {
		InetAddress found = InetAddress.getByName(address);
		assertThat(Addresses.PUBLIC.include(found)).isTrue();
		assertThat(Addresses.PRIVATE.include(found)).isTrue();
		assertThat(Addresses.LOOPBACK.include(found)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
			"127.255.255.254", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.0.2.1", "198.18.0.1",
			"198.19.255.255", "198.51.100.7", "203.0.113.9", "::1", "fc00::1", "fd12:3456::1", "fec0::1", "2001:db8::1",
			"2001:10::1", "3fff::1", "64:ff9b::a00:1", "64:ff9b::7f00:1", "2002:7f00:1::1", "2002:c0a8:101::",
			"::ffff:10.0.0.1" })
	void areOfPrivateNetworks(String address) throws IOException {
		InetAddress found = InetAddress.getByName(address);
		assertThat(Addresses.PUBLIC.include(found)).isFalse();
		assertThat(Addresses.PRIVATE.include(found)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "169.254.169.254", "169.254.0.1", "169.254.170.2", "100.100.100.200", "168.63.129.16",
			"192.0.0.192", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::",
			"::7f00:1", "fe80::1", "ff02::1", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "2001::1",
			"64:ff9b:1::1", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1", "::ffff:169.254.169.254", "4000::1", "5f00::1" })
	void areNoNamesBusiness(String address) throws IOException {
		InetAddress found = InetAddress.getByName(address);
		assertThat(Addresses.PUBLIC.include(found)).isFalse();
		assertThat(Addresses.PRIVATE.include(found)).isFalse();
		assertThat(Addresses.LOOPBACK.include(found)).isFalse();
		assertThat(Addresses.ANY.include(found)).isTrue();
	}

	@Test
	void aNameThatLeadsInsideIsRefused() throws IOException {
		this.fetchers.name("api.test", "127.0.0.1").name("deep.api.test", "192.168.1.1", "10.0.0.1", "::1");
		ActorId fetcher = this.fetchers.spawn(hosts("http://api.test:PORT", "http://*.api.test:PORT"));
		assertThat(get(fetcher, "api.test"))
			.isEqualTo("err: host 'api.test' leads to no address that this actor may reach; "
					+ "allow_private = true in [[handler]] type = \"http-client\" of its manifest allows those of private "
					+ "networks, and an entry of hosts that is an address allows that one");
		assertThat(get(fetcher, "deep.api.test")).startsWith("err: host 'deep.api.test' leads to no address")
			.doesNotContain("192.168", "10.0.0");
		assertThat(this.server.connections()).isEmpty();
	}

	@Test
	void aNameThatMayLeadInsideDoes() throws IOException {
		this.fetchers.name("api.test", "127.0.0.1");
		ActorId fetcher = this.fetchers.spawn(hosts("http://api.test:PORT"), "allow_private = true");
		assertThat(get(fetcher, "api.test")).startsWith("200");
		assertThat(this.server.requests().get(0)).contains("\r\nHost: api.test:" + this.server.port() + "\r\n");
	}

	@Test
	void noNameLeadsToCredentialsOfTheCloud() throws IOException {
		this.fetchers.name("api.test", "169.254.169.254")
			.name("six.test", "fd00:ec2::254")
			.name("zero.test", "0.0.0.0");
		ActorId fetcher = this.fetchers.spawn(
				hosts("http://api.test:PORT", "http://six.test:PORT", "http://zero.test:PORT"), "allow_private = true");
		for (String name : new String[] { "api.test", "six.test", "zero.test" }) {
			assertThat(get(fetcher, name)).startsWith("err: host '" + name + "' leads to no address");
		}
		assertThat(this.server.connections()).isEmpty();
	}

	@Test
	void onlyTheAddressesAreTriedThatMayBeReached() throws IOException {
		this.fetchers.name("api.test", "169.254.169.254", "127.0.0.1", "fe80::1");
		ActorId fetcher = this.fetchers.spawn(hosts("http://api.test:PORT"), "allow_private = true");
		assertThat(get(fetcher, "api.test")).startsWith("200");
	}

	@Test
	void theNextAddressIsTriedWhereOneDoesNotAnswer() throws IOException {
		this.fetchers.name("api.test", "127.0.0.2", "127.0.0.1");
		ActorId fetcher = this.fetchers.spawn(hosts("http://api.test:PORT"), "allow_private = true");
		assertThat(get(fetcher, "api.test")).startsWith("200");
	}

	@Test
	void aListedAddressIsReached() throws IOException {
		ActorId fetcher = this.fetchers.spawn(hosts("http://127.0.0.1:PORT"));
		assertThat(get(fetcher, "127.0.0.1")).startsWith("200");
	}

	@Test
	void localhostIsReachedWhereItIsListed() throws IOException {
		this.fetchers.name("localhost", "127.0.0.1");
		assertThat(get(this.fetchers.spawn(hosts("http://localhost:PORT")), "localhost")).startsWith("200");
		this.fetchers.name("localhost", "10.0.0.1", "93.184.216.34");
		assertThat(get(this.fetchers.spawn(hosts("http://localhost:PORT")), "localhost"))
			.startsWith("err: host 'localhost' leads to no address");
	}

	@Test
	void aNameIsLookedUpOnceForEachExchange() throws IOException {
		Rebinding names = new Rebinding();
		this.fetchers.close();
		this.fetchers = new Fetchers(this.directory, Fetchers.properties(4),
				(builder) -> builder.requestFactory(new DirectRequestFactory(names, Tls.of(null))), null);
		ActorId fetcher = this.fetchers.spawn(hosts("http://api.test:PORT"), "allow_private = true");
		for (int i = 0; i < 3; i++) {
			assertThat(get(fetcher, "api.test")).as("what was checked is what is called")
				.isEqualTo("err: no connection to http://api.test:" + this.server.port() + " came about");
			assertThat(get(fetcher, "api.test")).startsWith("200");
		}
		assertThat(names.asked).isEqualTo(6);
	}

	@Test
	void anUnknownNameIsNamed() throws IOException {
		ActorId fetcher = this.fetchers.spawn("hosts = [\"nowhere.invalid\"]");
		assertThat(this.fetchers.fetch(fetcher, "GET https://nowhere.invalid/"))
			.isEqualTo("err: host 'nowhere.invalid' is not known; is its name right?");
	}

	private String hosts(String... entries) {
		return ("hosts = [\"" + String.join("\", \"", entries) + "\"]").replace("PORT",
				String.valueOf(this.server.port()));
	}

	private String get(ActorId fetcher, String host) {
		return this.fetchers.fetch(fetcher, "GET http://" + host + ":" + this.server.port() + "/");
	}

	/** Answers in turn with an address where nobody listens, and the server's. */
	private static final class Rebinding implements DirectRequestFactory.Resolver {

		private volatile int asked;

		@Override
		public synchronized InetAddress[] resolve(String name) throws UnknownHostException {
			return new InetAddress[] { InetAddress.getByName((this.asked++ % 2 == 0) ? "127.0.0.2" : "127.0.0.1") };
		}

	}

}
