/// The files of ECF 5.0 that its messages are validated with, by SHA-256: the committee specification of 18 April 2019, byte
/// for byte as OASIS published it, and in `ubl/` the common parts of UBL 2.2 (OASIS Standard, 9 July 2018) that it imports
/// from the web. Only the hashes are here; the files are OASIS's.
enum OfficialFiles {
    /// Path and digest of each.
    static let all: [(path: String, sha256: String)] = table.split(separator: "\n").compactMap { line in
        let parts = line.split(separator: " ")
        return parts.count == 2 ? (String(parts[1]), String(parts[0])) : nil
    }

    private static let table = """
        14179c7404ed303b8957719f36bcde603aa42319b3c59d341e51e224a1e764dc allocatedate.xsd
        3984096aff4c277f1f1b05a548048e07b2dbdedba4f41b8969e4281059d9263f cancel.xsd
        062a026218647975adf068d0e2254b562c274e5d27ceb0c9b77104943c08241c caselistrequest.xsd
        704bde0c6ca381a265dd6bb801917867fac5ea74552e7286773ea66eb2f8375f caselistresponse.xsd
        ca1c0bbe1e4ab5822a7b7af3b5110f12dbdfd121680497826535181dcc3ecf49 caserequest.xsd
        9db37c32d2ee4d3216b6b22d56b35d8c5d135dab03b80199a3209640ffebbc23 caseresponse.xsd
        078022320f1a9c141dc3525625349a8102e87f118054478da468d11412cd8ae5 criminal.xsd
        2b89ebe8635f6b7a831c172e6b6659d89b93527fe1db8523e83c02b1b2c8196a datecallback.xsd
        19a572aaf1349c86039bcc4d8bf3ccedaea9cd5141c75200a784e3738288027f docket.xsd
        b879a7691b8c36a29e9e1c23ead40bc2a527ea32e7f46c484a936fcfac77eddd docketcallback.xsd
        a72eb5ce1d005f37c8e2eb074540540f2b1d2d02959ea153dd683e0322b550dd documentrequest.xsd
        a5d791b12f600152e4bce27dfe0e419dfb71d4369f988aa1ecde35d801b757d4 documentresponse.xsd
        41a54f274879dd3ce461de747d13df6f048b169c031d42834b45dab958941093 ecf.xsd
        072b68a30145202c2f42d3d99b12ecb6d18b6412ef0dd8ae309ec817c61aeade feesrequest.xsd
        ad7fa93f1ad2e881373572283ae722181af08855fa4e9af00e3b273a1c5fdd59 feesresponse.xsd
        04fdc4b70425355bf2d248c2856ef6dd81c29961dba1ab1e97a22b1ee5ac4799 filing.xsd
        4c80353bc84a27d3dcb8f843df10636c8831c55fc8394c3bd84e7fa5ad9ae190 filinglistrequest.xsd
        7454c98bf87775e364c89ef39fca5f59573943e417ca0398bd2407401f7e7697 filinglistresponse.xsd
        c7a95ad023033903cb1758ad16f93c8fa84210de4ed564b150961fd08885160c filingstatusrequest.xsd
        c04310a5e24a6558b52836b0b7e3c6286ad1da80632be36047a195aedc1b67ab filingstatusresponse.xsd
        682fd8243c46a46b7d0de5e7dcfb04cd2ad19787bbfea5e519094e69b24439d2 niem/codes/aamva_d20/4.0/aamva_d20.xsd
        3529d40464a7246171e98a76b2e162bf606672c807f5fcf21286dce8215e1d8f niem/codes/cbrncl/4.0/cbrncl.xsd
        85042d0efddf44e4d6d6248dc9f7e7caf9b7029ec7ed3d633071981f8cfa38b8 niem/codes/fbi_ncic/4.0/fbi_ncic.xsd
        b7d9d14fa3c47074ce946be5ae7b7f10fb16c114ee5d3023dd3df42d6d9e97f3 niem/codes/fbi_ucr/4.1/fbi_ucr.xsd
        4d75d2850767a6c81326316d2474b63136533c6ace91eee9df3543c072007b7b niem/codes/iso_3166-1/4.0/iso_3166.xsd
        b25859203a7d00fb5fdf61261ccc226ade44e29c67c2b8b933e08556e4bcb1e6 niem/codes/iso_4217/4.0/iso_4217.xsd
        2d443a1f7fc4a553041340b64b5375df4da55dcc1a31dc83b9bf3e29e376a7c1 niem/codes/iso_639-3/4.0/iso_639-3.xsd
        f72e29f6c5c535e489a9142013eff0d03b021a92951a3ba9b49044893fdfc9b9 niem/codes/mmucc/4.1/mmucc.xsd
        91605d236209425b9860eb0b2e4e039761503a412fdada3138bb39ddc2972916 niem/codes/unece_rec20/4.0/unece_rec20-misc.xsd
        46293cdd5094a42db8d9a3abefba8a9682b893039198d8ed8acde8ed6e1b9481 niem/codes/usps_states/4.0/usps_states.xsd
        6449efc870b40ed86ab6544301071f6b5e9d3fdd505cd2d8e47cd5d610069708 niem/domains/biometrics/4.1/biom.xsd
        a829fc5194771282bfeae3cc801785ce7f0441d0a4b0605f5d59325493669cdb niem/domains/cbrn/4.1/cbrn.xsd
        8951851c62dff72a4662e273aedc7eced13c710c66989689c9db5a45f66367d9 niem/domains/jxdm/6.1/jxdm.xsd
        5a992dc1fb2deddff2b67c289e3d8e052d6a919f81c6624478fde44a0ffc45cf niem/niem-core/4.0/niem-core.xsd
        3ac43cdfc56b8cd6008b8749371d1e6662e738285f10ec35ac8565cf51438c74 niem/proxy/xsd/4.0/xs.xsd
        b32df86b9b8437642e9c304215a1c8ce7172b3714991d99c78cf23465e952efb niem/utility/structures/4.0/structures.xsd
        98279d77ef0d72455695762e0df3918d3a6922120eb1ddf8125833dec1792e17 payment.xsd
        bdf7fed1d6ffa5f37b3d363765260716389a518ba843147fccab543cdadae04b policyrequest.xsd
        d7232debbbe0b6d6d9469fe47d4424e31923b2481ec133471bae71845ae99c81 policyresponse.xsd
        3854c47ebdc57cbefc622b41d74e4d27afaec663e11a2ce951b35dd1869c55e4 requestdaterequest.xsd
        bb7c068e4729d68e3ad66b7c7304f0948120e7d1ff33232210f4c423991ae22f requestdateresponse.xsd
        76f2e822626c4bc419948c0c048d0e464fb5e11475f3d02800326ad89f9b1a4f reservedate.xsd
        67e5ea5b9db75eaf1c3f02adfc8c30a07c719030c3eaf6a989295d584aae52ac reviewfilingcallback.xsd
        3e7bc57469d4690659f3c1acd41bf2b6ebfabaa44f5bfe417140949072ec75b1 schedulerequest.xsd
        906f0b35186f1deae0e2dd379f04c7fe90e21cbb026d30b7048470893fcc5622 scheduleresponse.xsd
        876c77d3edc0775a1bd047bc9030ef0575a89f2920f87f6751564aedb561514a serviceinformationrequest.xsd
        39f31811e918b614e482beb3de9dbcf6fd0bc664c761f74a1010ef0621f6ebbd serviceinformationresponse.xsd
        4780b3548b304556f8d7cc0eba226b026f1878768f1922c994b08030b2297d1f stampinformation.xsd
        06f1f4ca58c8d4c94191583a5be06e3839a19dba8f666c68c4c0f696e2706fcd stampinformationcallback.xsd
        dd546e4809df86b6445589f69f0d6c9df162840ae386574ddfc1da7638103e15 ubl/CCTS_CCT_SchemaModule-2.2.xsd
        6e384c310b6c4e55033e246f790c46d09cc6e97e4559668e2a2fb6b03902fc08 ubl/UBL-CommonAggregateComponents-2.2.xsd
        2eff55979d5dcce1739d754c86ca6572f36a07583cfa9939b6ff323ddd6c9199 ubl/UBL-CommonBasicComponents-2.2.xsd
        48478792632904e3a2abff1d5f514347353fc50a3fd902aa25b99f84fa52d741 ubl/UBL-QualifiedDataTypes-2.2.xsd
        a19ebc1fe2ca5d4b5b3bd44ed96e0fe69f70d6c7694a4287a1170e6511162de5 ubl/UBL-UnqualifiedDataTypes-2.2.xsd
        4b5d4c046d9f85522b8b2f7f80205ee54d1d7329dff1a72428e08d92d4899039 ubl/UBL-xmldsig-core-schema-2.2.xsd
        9ea3d10df9351b81ac60ee425ee32bbf52b256771f7de2903d7010e7561e66d3 wrappers.xsd
        45aeb4662fda09ab25a97bde7bcc5208d519b5775bfe14e427fcc410194c294d ws-calendar/iCalendar-availability-extension.xsd
        b23f3642c028304dcd2f33a2e3e27bc6aab8a3676eacf47d4ff13e6fb2cc9140 ws-calendar/iCalendar-bw-extensions.xsd
        b7517a44ae09daa64824feeb3c63ead2edfd66ab06d5ca0ed1ed37ca8d745ad4 ws-calendar/iCalendar-link-extension.xsd
        9091ca03c472c011568ffd3e9cadb64a78c7ea94cdfb22e46cd32b13f5c87861 ws-calendar/iCalendar-ms-extensions.xsd
        6ab9bf50e2a8954d611b82330ad41abf2dcc2abe13a8b045fba5713ff1796f9b ws-calendar/iCalendar-params.xsd
        91e2293c4b64c304c760fc3e342ed381973019d8925f6b7154fb64db41bbd46a ws-calendar/iCalendar-props.xsd
        b5d321cf5d7eb416d58e5a00db9b6c3e952122fb1e28e105c62e73facc31c269 ws-calendar/iCalendar-valtypes.xsd
        2433c7b4b63da0d1e041078ac5cee4db7758d12288777c0a012e6b2a9ecf4f00 ws-calendar/iCalendar-wscal-extensions.xsd
        fbf778cde556133dab443d484ef9d76498c23da9d5d66196f78e3545a7bb9d8f ws-calendar/iCalendar.xsd
        """
}
