/** Companies, agencies, media, parties and armed groups that the news names without saying what they are. Evidence, not truth: "Ford" and "Time" are other things too. */
export const COMPANIES = `
3M, Abbott Laboratories, AbbVie, Accenture, Adidas, Adobe, Aeroflot, Aetna, Air Canada, Air China, Air France, Air India, Air New Zealand, Airbnb, Akzo Nobel, Alcatel, Alcoa,
Aldi, Alibaba, Alitalia, Allianz, Ally Financial, Alphabet, Alstom, Amazon.com, AMD, Amtrak, America Online, American Airlines, American Express, Amgen, Anglo American, Anheuser-Busch, AOL,
Archer Daniels Midland, Arthur Andersen, Asda, AstraZeneca, AT&T, Audi, Aviva, Avon, AXA, BAE Systems, Baidu, Bain Capital, Banco Santander, Bank of America, Bank of China, Barclays, Barrick Gold,
BASF, Bausch, Bayer, Bear Stearns, Bechtel, Berkshire Hathaway, Best Buy, Bethlehem Steel, BHP, BHP Billiton, Biogen, BlackBerry, BlackRock, Blackstone, BMW, BNP Paribas, Boeing, Bombardier,
Bosch, BP, Bridgestone, Bristol-Myers Squibb, British Aerospace, British Airways, British Gas, British Steel, British Telecom, Burberry, Burger King, ByteDance, Cadbury, Canon, Cargill, Carlsberg, 
Carrefour, Caterpillar, Cathay Pacific, CBRE, Centrica, Chase Manhattan, Chevron, Chrysler, Ciba-Geigy, Cigna, Cisco, Cisco Systems, Citibank, Citicorp, Citigroup, Coca-Cola, Colgate-Palmolive, Comcast,
Commerzbank, Compaq, ConAgra, ConocoPhillips, Continental Airlines, Costco, Credit Suisse, CVS, Daewoo, Daimler, Daimler-Benz, Danone, Dell, Deloitte, Delta Air Lines, Deutsche Bank,
Deutsche Telekom, DHL, Diageo, Disney, Dow Chemical, Dow Jones, Dresdner Bank, DuPont, E.ON, EasyJet, Eastman Kodak, eBay, EDF, El Al, Electrolux, Eli Lilly, Embraer, Emirates, Endesa, Enel, Eni, Enron, Ericsson,
Ernst & Young, Evergrande, Exxon, Exxon Mobil, ExxonMobil, Fannie Mae, FedEx, Ferrari, Fiat, Fidelity, Ford, Ford Motor, Foxconn, Freddie Mac, Fujitsu, General Electric, General Motors, Gillette, GlaxoSmithKline, Glencore,
GlobalFoundries, GM, Goldman Sachs, Goodyear, Google, Grumman, Gucci, Halliburton, Hanwha, Harley-Davidson, Heineken, Hertz, Hewlett-Packard, Hitachi, Home Depot, Honda, Honeywell, HSBC, Huawei, Hyundai, Iberia, IBM, IKEA,
ING, Intel, Instagram, International Paper, Invesco, J.P. Morgan, JPMorgan, JPMorgan Chase, Jaguar, Japan Airlines, JetBlue, John Deere, Johnson & Johnson, Kellogg, Kia, KLM, Kodak, KPMG, Kraft, Kroger, Lazard, Lego,
Lehman Brothers, Lenovo, LG, LinkedIn, Lloyds, Lockheed, Lockheed Martin, L'Oreal, Lucent, Lufthansa, Lukoil, Lyft, Maersk, Magna, Marks & Spencer, Marriott, Mastercard, Mazda, McDonald's, McDonnell Douglas, McKinsey,
Mercedes, Mercedes-Benz, Merck, Merrill Lynch, Metro-Goldwyn-Mayer, MetLife, Michelin, Micron, Mitsubishi, Mobil, Moderna, Monsanto, Moody's, Morgan Stanley, Motorola, NatWest, NEC, Nestle, Nestlé, News Corp, Nike,
Nikon, Nintendo, Nippon Steel, Nissan, Nokia, Nomura, Northrop, Northrop Grumman, Northwest Airlines, Novartis, Novo Nordisk, Nvidia, Olivetti, OpenAI, Oracle, PacBell, Pan Am, Panasonic, Paramount, PayPal, Peugeot, PepsiCo,
Petrobras, PetroChina, Pfizer, Philip Morris, Philips, Pirelli, Pixar, Porsche, PricewaterhouseCoopers, Procter & Gamble, Prudential, Qantas, Qualcomm, Rabobank, Raytheon, Red Hat, Reebok, Renault, Rio Tinto, Roche, Rolls-Royce,
Rosneft, Royal Dutch Shell, RTL, Ryanair, Saab, Sainsbury's, Salesforce, Salomon Brothers, Samsung Electronics, Sanofi, SAP, Saudi Aramco, Aramco, SAS, Schlumberger, Sears, Seagram, Shell, Siemens, Skoda, Sinopec, Société Générale, Societe Generale,
SoftBank, Sony, Southwest Airlines, SpaceX, Spotify, Standard & Poor's, Standard Chartered, Starbucks, Statoil, Stellantis, Sun Microsystems, Suzuki, Swissair, Tata, Telefonica, Tencent, Tesco, Tesla, Texaco, Texas Instruments,
Thomson, ThyssenKrupp, TikTok, Time Warner, Toshiba, TotalEnergies, Toyota, TSMC, TWA, Tyson Foods, UBS, Unicredit, Unilever, Union Carbide, United Airlines, United Technologies, UPS, USAir, US Airways, Verizon,
Viacom, Virgin Atlantic, Vivendi, Vodafone, Volvo, VW, Wal-Mart, Walgreens, Walmart, Warner Bros., Wells Fargo, Westinghouse, WhatsApp, Whirlpool, Woolworths, Xerox, Xiaomi, Yahoo, YouTube, Yukos, Zurich Insurance`;

export const BODIES = `
African Union, Amnesty International, ANC, Arab League, ASEAN, Atlantic Council, Bank of England, Bank of Japan, Bundesbank, Bundesrat, Bundeswehr, Cato Institute, Central Bank, Centers for Disease Control and Prevention,
Central Command, CENTCOM, Church of England, Civil Guard, Coast Guard, Common Market, Commonwealth, Council of Europe, Dail, DEA, DHS, DOJ, ECB, ECOWAS, EEC, EFTA, Europol, European Commission, European Council, European Court of Human Rights,
European Parliament, European Union, FAA, FAO, FCC, Federal Reserve, Fed, FEMA, Foreign Office, FSB, FTC, G-7, G7, G20, G-20, G8, GCHQ, General Assembly, Gestapo, Greenpeace, Gulf Cooperation Council, Heritage Foundation, Home Office, Human Rights Watch,
IAEA, ICC, IG Metall, IMF, International Atomic Energy Agency, International Criminal Court, International Monetary Fund, IRS, Joint Chiefs of Staff, KGB, Knesset, League of Nations, Lok Sabha, Mercosur, MI5, MI6, Mossad, National Guard,
National Health Service, NHS, NIH, NTSB, OECD, OAS, Oxfam, Organization of American States, OSCE, Pentagon, Politburo, Rand Corporation, Red Crescent, Red Cross, Revolutionary Guards, Rotary Club, Salvation Army, Scotland Yard, SEC, Secret Service,
Security Council, Sejm, Shin Bet, Stasi, State Department, State Duma, Stortinget, Supreme Court, Treasury, Trades Union Congress, UNDP, UNESCO, UNHCR, UNICEF, UNRWA, United Nations, U.N., UN, World Bank, World Health Organization,
World Trade Organization, WFP, WTO, Amnesty, Freedom House, Transparency International, Carter Center, Brookings, Brookings Institution, Chatham House, Crisis Group, International Crisis Group, Doctors Without Borders, Médecins Sans Frontières,
Save the Children, WWF, Sierra Club, Teamsters, United Auto Workers, UAW, AFL-CIO, American Civil Liberties Union, Planned Parenthood, National Rifle Association, Black Lives Matter, Ku Klux Klan, Boy Scouts, Princeton, Yale, Harvard, Stanford,
MIT, Oxford University, Cambridge University, Columbia University, UCLA, Sorbonne, Caltech, Cornell, Georgetown, Johns Hopkins, Mayo Clinic, Smithsonian, Guggenheim, Louvre, Interpol, Downing Street, Whitehall`;

export const MEDIA = `
ABC News, AFP, Agence France-Presse, Al Arabiya, Al Jazeera, Al-Jazeera, Anadolu, ANSA, Associated Press, AP, Asahi Shimbun, Axios, BBC, BBC News, Bild, Bloomberg, Bloomberg News, BuzzFeed, BuzzFeed News, CBC, CBS News, Channel 4, CNBC, CNN, Corriere della Sera,
Daily Mail, Daily Mirror, Daily Telegraph, Der Spiegel, Die Welt, Die Zeit, DPA, Economist, El Mundo, El Pais, El País, ESPN, Financial Times, Forbes, Fox News, Global Times, Granma, Guardian, Haaretz, HuffPost, Interfax, IRNA, ITAR-Tass,
ITN, ITV, Izvestia, Jiji, KCNA, Kommersant, Kyodo, La Repubblica, La Stampa, Le Figaro, Le Monde, Liberation, Los Angeles Times, Mother Jones, MTV, National Public Radio, NBC News, New Republic, New York Post, New York Times, New Yorker, Newsweek, NPR, Nikkei, NHK,
Observer, PAP, People's Daily, Playboy, Politico, Pravda, Press Association, ProPublica, PTI, Radio Free Europe, Reuters, RIA Novosti, Rolling Stone, RT, Rzeczpospolita, San Francisco Chronicle, Sky News, South China Morning Post, Spiegel, Sputnik,
Süddeutsche Zeitung, Sunday Times, Tanjug, TASS, Telegraph, The Atlantic, Univision, UPI, USA Today, Vanity Fair, Voice of America, Vox, Wall Street Journal, Washington Post, Washington Times, Wikipedia, WikiLeaks, Wired, Xinhua, Yonhap, ZDF, ARD`;

export const PARTIES = `
Al-Shabaab, al Qaeda, al-Qaeda, al-Qaida, Al Qaeda, AfD, Awami League, Baath, Ba'ath, BJP, Bharatiya Janata Party, Boko Haram, Christian Democrats, Conservatives, Conservative Party, CDU, CSU, SPD, Daesh, Democratic Party, DUP, ELN, ETA, Falange, FARC, Fatah,
Fianna Fail, Fianna Fáil, Fidesz, Fine Gael, FMLN, FPÖ, Green Party, Greens, Hamas, Hezbollah, Hizbollah, Houthis, IRA, ISIL, ISIS, Islamic Jihad, Islamic State, Khmer Rouge, KMT, Kuomintang, Labor Party, Labour, Labour Party, Law and Justice, Lib Dems, Liberal Democrats,
Likud, LTTE, Muslim Brotherhood, National Front, National Rally, Northern Alliance, Palestine Liberation Organization, PKK, PLO, Plaid Cymru, Polisario, PRI, Proud Boys, Republican Party, Sandinistas, Shas, Shining Path, Sinn Fein, Sinn Féin, SNP, Social Democrats,
Socialist Party, Syriza, Taliban, Tamil Tigers, Tea Party, Tories, UKIP, UNITA, Viet Cong, Wagner Group, Workers' Party, Yabloko, ZANU-PF, Democrats, Republicans, GOP`;
