package dev.theater.component.binary;

import java.util.HexFormat;
import java.util.List;

import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.UnsupportedFeatureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ComponentDecoderTests {

	private static final String PREAMBLE = "0061736d0d000100";

	@Test
	void decodesAnEmptyComponent() {
		assertThat(decode("").definitions()).isEmpty();
	}

	@Test
	void skipsCustomSectionsWhateverTheyContain() {
		assertThat(decode("0003026869" + "000c" + "026869" + "fffffffffefefefefe").definitions()).isEmpty();
	}

	@Test
	void decodesTypes() {
		assertThat(section(7, "01" + "7073").definitions()).containsExactly(
				new Definition.Type(11, new DefType.ListOf(new TypeReference.Primitive(PrimitiveType.STRING))));
		assertThat(section(7, "01" + "6a000173").definitions()).containsExactly(
				new Definition.Type(11, new DefType.Result(null, new TypeReference.Primitive(PrimitiveType.STRING))));
	}

	@Test
	void decodesIndicesOfSeveralBytes() {
		assertThat(section(7, "01" + "708001").definitions())
			.containsExactly(new Definition.Type(11, new DefType.ListOf(new TypeReference.Index(128, 12))));
	}

	@Test
	void decodesImportsAndExports() {
		assertThat(section(10, "01" + "000161" + "0102").definitions())
			.containsExactly(new Definition.Import(11, "a", new ExternDesc.Function(2)));
		assertThat(section(11, "01" + "000161" + "0503" + "00").definitions())
			.containsExactly(new Definition.Export(11, "a", new SortIndex(Sort.INSTANCE, 3), null));
	}

	@Test
	void decodesTheAttributesOfNames() {
		List<NameAttribute> attributes = List.of(new NameAttribute(NameAttribute.Kind.IMPLEMENTS, "x", 15),
				new NameAttribute(NameAttribute.Kind.EXTERNAL_ID, "", 18));
		String name = "020161" + "02" + "000178" + "0200";
		assertThat(section(10, "01" + name + "0102").definitions())
			.containsExactly(new Definition.Import(11, "a", attributes, new ExternDesc.Function(2)));
		assertThat(section(11, "01" + name + "0503" + "00").definitions())
			.containsExactly(new Definition.Export(11, "a", attributes, new SortIndex(Sort.INSTANCE, 3), null));
		assertThat(section(5, "01" + "0101" + name + "0503").definitions()).containsExactly(new Definition.Bundle(11,
				List.of(new NamedIndex("a",
						List.of(new NameAttribute(NameAttribute.Kind.IMPLEMENTS, "x", 17),
								new NameAttribute(NameAttribute.Kind.EXTERNAL_ID, "", 20)),
						new SortIndex(Sort.INSTANCE, 3), 13))));
		assertThat(section(10, "01" + "02016100" + "0102").definitions())
			.containsExactly(new Definition.Import(11, "a", new ExternDesc.Function(2)));
	}

	@Test
	void decodesInstances() {
		assertThat(section(5, "01" + "0002" + "01" + "0161" + "0300").definitions()).containsExactly(
				new Definition.Instantiate(11, 2, List.of(new NamedIndex("a", new SortIndex(Sort.TYPE, 0), 14))));
		assertThat(section(2, "01" + "0002" + "01" + "0161" + "1205").definitions())
			.containsExactly(new Definition.CoreInstantiate(11, 2,
					List.of(new NamedIndex("a", new SortIndex(Sort.CORE_INSTANCE, 5), 14))));
	}

	@Test
	void decodesAliases() {
		assertThat(section(6, "01" + "03" + "02" + "01" + "8001").definitions())
			.containsExactly(new Definition.OuterAlias(11, Sort.TYPE, 1, 128));
		assertThat(section(6, "01" + "0002" + "01" + "00" + "016d").definitions())
			.containsExactly(new Definition.CoreExportAlias(11, Sort.CORE_MEMORY, 0, "m"));
	}

	@Test
	void decodesCanonicalDefinitions() {
		assertThat(section(8, "01" + "0000" + "05" + "02" + "00" + "0301" + "07").definitions())
			.containsExactly(new Definition.Lift(11, 5, List.of(new CanonOption(CanonOption.Kind.UTF8, 0, 15),
					new CanonOption(CanonOption.Kind.MEMORY, 1, 16)), 7));
	}

	@Test
	void keepsCoreModulesAsBytes() {
		Definition.CoreModule module = (Definition.CoreModule) decode("0108" + "0061736d01000000").definitions()
			.getFirst();
		assertThat(module.module().toByteArray()).isEqualTo(HexFormat.of().parseHex("0061736d01000000"));
		assertThat(module.offset()).isEqualTo(10);
	}

	@Test
	void countsTheMemoriesAndTablesThatAModuleDefines() {
		Definition.CoreModule module = (Definition.CoreModule) section(1,
				"0061736d01000000" + "0404" + "01700001" + "0504" + "02000000")
			.definitions()
			.getFirst();
		assertThat(module.module().definedTables()).isEqualTo(1);
		assertThat(module.module().definedMemories()).isEqualTo(2);
	}

	@Test
	void tellsComponentsFromCoreModules() {
		assertThat(ComponentDecoder.kindOf(HexFormat.of().parseHex(PREAMBLE)))
			.isEqualTo(ComponentDecoder.FileKind.COMPONENT);
		assertThat(ComponentDecoder.kindOf(HexFormat.of().parseHex("0061736d01000000")))
			.isEqualTo(ComponentDecoder.FileKind.CORE_MODULE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "00", "0061736d", "0061736d0d0001", "7f454c4601010100", "0061736d0c000100",
			"0061736d0d000200", "0061736d0d000000", "0061736d01000100", "61736d000d000100" })
	void refusesWhatIsNoComponent(String hex) {
		assertThatExceptionOfType(MalformedComponentException.class)
			.isThrownBy(() -> ComponentDecoder.kindOf(HexFormat.of().parseHex(hex)));
		assertThatExceptionOfType(MalformedComponentException.class)
			.isThrownBy(() -> ComponentDecoder.decode(HexFormat.of().parseHex(hex)));
	}

	/** Raw bytes after the preamble: section headers and sizes are at fault. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0d00             | section of id 13
			3c00             | section of id 60
			ff               | the size of a section
			00               | the size of a section
			0003056162       | only 2 follow
			00040ec0af       | only 3 follow
			008080           | the size of a section
			0080808080800000 | 32 bits
			0080808080100000 | 32 bits
			07               | the size of a section
			""")
	void refusesBrokenSections(String hex, String message) {
		assertThatExceptionOfType(MalformedComponentException.class).isThrownBy(() -> decode(hex))
			.satisfies((ex) -> assertThat(ex.offset()).isBetween(8L, 20L))
			.withMessageContaining(message);
	}

	/** A section's content, its size being right. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0  | 02fffe             | not UTF-8
			0  | 02c0af             | not UTF-8
			0  | 03eda080           | not UTF-8
			0  | 05                 | only 0 follow
			1  | deadbeef           | eight bytes
			1  | 0061736d0d000100   | core module section
			1  | 0061736e01000000   | not \\0asm
			2  | 0102               | a core instance should begin
			2  | 01000001016113     | not an instance
			2  | 01010101610500     | core sort of 0x5
			3  | 0161               | a core type should begin
			3  | 0160017a00         | core value type
			3  | 01500109           | declaration of a module type
			3  | 0150010211010000   | outer type alias
			4  | 0061736d01000000   | version 1 of layer 0
			5  | 0102               | an instance should begin
			6  | 010600             | sort of 0x6
			6  | 01050201           | outer alias of a instance
			6  | 01030300           | alias target
			7  | 03                 | only 0 bytes
			7  | 0173ff             | left over
			7  | 01808080808070     | where a type
			7  | 0170               | a value type
			7  | 01706f             | value type should stand
			7  | 0170808080808000   | 33 bits
			7  | 01708080808010     | 33 bits
			7  | 01400007           | a result
			7  | 01400001010161     | named results
			7  | 0171010161000100   | refinement
			7  | 01710101610200     | 0 or 1
			7  | 013f7d00           | representation
			7  | 013e               | where a type
			7  | 013e7f0000         | where a type
			7  | 0144               | where a type
			7  | 0162               | where a type
			7  | 01410105           | a component type should begin
			7  | 0142010300         | an instance type should begin
			8  | 01000100           | of sort 0x1
			8  | 0108               | canonical definition
			8  | 01ff               | canonical definition
			8  | 0107               | canonical definition
			8  | 012e               | canonical definition
			8  | 012f               | canonical definition
			8  | 013f               | canonical definition
			8  | 0143               | canonical definition
			8  | 010c02             | the flag of a built-in
			8  | 010c               | the flag of a built-in
			8  | 01200200           | the flag of a built-in
			8  | 01110002           | the flag of a built-in
			8  | 0127               | an index
			8  | 0109007301         | only 0
			8  | 010f00010a         | canonical option
			8  | 01090200           | a result
			8  | 010a0100           | core value type
			8  | 010100000a         | where only
			8  | 0101000001000a     | left over
			8  | 01010000010a       | canonical option
			10 | 0103016101         | where a name should begin
			10 | 010001610600       | import or export
			10 | 0100016103020000   | type bound
			10 | 010001610012       | core sort other than module
			10 | 010201610103       | attribute of a name
			10 | 010201610102       | the length of the value
			10 | 0102016101000278   | only 1 follow
			10 | 01020161010001ff   | not UTF-8
			10 | 010201610200017802 | the length of the value
			10 | 010201610300       | only 1 bytes follow
			11 | 01000161010002     | 0 or 1
			""")
	void refusesContentThatDoesNotFollowTheFormat(int id, String hex, String message) {
		assertThatExceptionOfType(MalformedComponentException.class).isThrownBy(() -> section(id, hex))
			.satisfies((ex) -> assertThat(ex.offset()).isBetween(8L, 40L))
			.withMessageContaining(message);
	}

	@Test
	void namesTheOffsetOfAnUnknownOpcode() {
		assertThatExceptionOfType(MalformedComponentException.class).isThrownBy(() -> decode("0702" + "01" + "55"))
			.withMessage("malformed component: 0x55 where a type should begin, at offset 0xb");
	}

	@Test
	void refusesDeepNesting() {
		String component = PREAMBLE;
		for (int i = 0; i < 101; i++) {
			component = PREAMBLE + "04" + size(component) + component;
		}
		String nested = component;
		assertThatExceptionOfType(MalformedComponentException.class)
			.isThrownBy(() -> ComponentDecoder.decode(HexFormat.of().parseHex(nested)))
			.withMessageContaining("deeper than 100");
		String types = "420101".repeat(101) + "4200";
		assertThatExceptionOfType(MalformedComponentException.class)
			.isThrownBy(() -> decode("07" + size("01" + types) + "01" + types))
			.withMessageContaining("deeper than 100");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			3  | 015e               | GC types
			3  | 0160016e00         | typed references
			6  | 01020000           | values
			7  | 01677d04           | fixed-length lists
			7  | 0166017d           | stream
			7  | 0165017d           | future
			7  | 0164               | error-context
			7  | 017064             | error-context
			7  | 01637d7d           | map types
			7  | 0143000100         | async function
			7  | 013f7e00           | 64-bit
			8  | 0105               | task.cancel
			8  | 010c01             | thread.yield
			8  | 0109007300         | task.return
			8  | 0109007302030000   | task.return
			8  | 010a7f00           | context.get
			8  | 010e00             | stream.new
			8  | 010f00020603ff01   | stream.read
			8  | 01180001           | future.cancel-read
			8  | 011c00             | error-context.new
			8  | 011f               | waitable-set.new
			8  | 01200000           | waitable-set.wait
			8  | 014000             | thread.spawn-ref
			8  | 010100000106       | "async"
			8  | 010100000107       | "callback"
			8  | 010100000108       | "core-type"
			9  | 00                 | start
			10 | 010001610201       | values
			10 | 01020161010101780000 | version suffixes
			12 | 00                 | values
			""", quoteCharacter = '`')
	void refusesKnownFeaturesByName(int id, String hex, String feature) {
		assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(() -> section(id, hex))
			.satisfies((ex) -> assertThat(ex.feature()).contains(feature))
			.satisfies((ex) -> assertThat(ex.offset()).isBetween(8L, 40L));
	}

	private static ComponentAst section(int id, String hex) {
		return decode("%02x".formatted(id) + size(hex) + hex);
	}

	private static String size(String hex) {
		int size = hex.length() / 2;
		StringBuilder leb = new StringBuilder();
		while (size > 0x7f) {
			leb.append("%02x".formatted((size & 0x7f) | 0x80));
			size >>>= 7;
		}
		return leb.append("%02x".formatted(size)).toString();
	}

	private static ComponentAst decode(String hex) {
		return ComponentDecoder.decode(HexFormat.of().parseHex(PREAMBLE + hex));
	}

}
